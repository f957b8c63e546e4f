import { isOfThisPatient } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const withdrawnUnderAnotherName = defect({
  name: 'withdrawn-under-another-name',
  requirement: 'TIF-CS-10',
  story: 'Withdraws a referral by its number alone, whoever the message is about.',
  replaces: isOfThisPatient,
  with: () => true,
})
