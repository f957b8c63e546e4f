import { versionForUpdate } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const pdsUpdateIgnoresVersion = defect({
  name: 'pds-update-ignores-version',
  requirement: 'TIF-PDS-01',
  story: 'Re-reads the record just before saving, so that the version always matches and the other change is overwritten.',
  replaces: versionForUpdate,
  with: async (work, patient) => {
    const result = await work.services.pds.read(work, patient.nhsNumber)
    return result.outcome === 'found' ? result.record.version : patient.nationalVersion
  },
})
