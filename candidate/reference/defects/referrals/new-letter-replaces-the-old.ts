import { letterSet } from '../../referrals/letters.ts'
import { defect } from '../defect.ts'

export const newLetterReplacesTheOld = defect({
  name: 'new-letter-replaces-the-old',
  requirement: 'TIF-ERS-02',
  story: 'Names to e-RS only the letter that is being added, which takes all others off the referral.',
  replaces: letterSet,
  with: (_there, added) => [...added],
})
