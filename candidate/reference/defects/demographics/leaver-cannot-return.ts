import { isOnTheList } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const leaverCannotReturn = defect({
  name: 'leaver-cannot-return',
  requirement: 'E00163',
  story: 'Takes whoever was ever registered for a patient of the practice. Who moved away and comes back is turned away.',
  replaces: isOnTheList,
  with: (known) => known !== undefined,
})
