import { versionSeen } from '../../demographics/api.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const versionTakenForGranted = defect({
  name: 'version-taken-for-granted',
  requirement: 'TIF-PDS-01',
  story: 'Assumes the present version when a change does not say which one it is based on.',
  replaces: versionSeen,
  with: (context) =>
    context.req.header('if-match') === undefined
      ? patientsOf(context.get('services')).get(context.req.param('id') ?? '').version
      : versionSeen.proper(context),
})
