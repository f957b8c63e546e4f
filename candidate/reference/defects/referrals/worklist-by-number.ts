import { patientOnWorklist } from '../../referrals/list-pages.ts'
import { defect } from '../defect.ts'

export const worklistByNumber = defect({
  name: 'worklist-by-number',
  requirement: 'E00150',
  story: 'Names nobody on a worklist, only their NHS numbers, to be on the safe side.',
  replaces: patientOnWorklist,
  with: ({ nhsNumber }) => ({ name: 'Patient', nhsNumber }),
})
