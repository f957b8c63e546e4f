import { isHereAlready } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const patientsMadeVisitors = defect({
  name: 'patients-made-visitors',
  requirement: 'TIF-GPC-11',
  story: 'Looks for visitors only, and makes one of somebody who is a patient here for good.',
  replaces: isHereAlready,
  with: (known) => isHereAlready.proper(known) && known?.registrations[0]?.type === 'temporary',
})
