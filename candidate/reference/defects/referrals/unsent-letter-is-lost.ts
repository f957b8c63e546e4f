import { afterLetterFailure } from '../../referrals/letters.ts'
import { referralsStore } from '../../referrals/referrals-store.ts'
import { defect } from '../defect.ts'

export const unsentLetterIsLost = defect({
  name: 'unsent-letter-is-lost',
  requirement: 'TIF-ERS-02',
  story: 'Forgets a letter that could not be uploaded.',
  replaces: afterLetterFailure,
  with: (work, { id }) => {
    const store = referralsStore(work.services)
    for (const letter of store.letters(id)) if (letter.url === undefined) store.removeLetter(letter.id)
  },
})
