import { mergeNational } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const deathNotTakenOver = defect({
  name: 'death-not-taken-over',
  requirement: 'PDS02',
  story: 'Takes over names, addresses and numbers from PDS, and not that the patient has died. The next letter invites them to a check-up.',
  replaces: mergeNational,
  with: (_known, { patient: { deceasedDateTime: _died, ...patient }, ...record }) => ({ ...record, patient }),
})
