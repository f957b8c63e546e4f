import { askForMatches } from '../../demographics/find-nationally.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { defect } from '../defect.ts'

export const troubleIsNobody = defect({
  name: 'trouble-is-nobody',
  requirement: 'TIF-CS-11',
  story: 'Shows an empty list when PDS cannot be asked. The user believes that PDS does not know the patient, and makes a second record.',
  replaces: askForMatches,
  with: async (work, criteria) => {
    try {
      return await askForMatches.proper(work, criteria)
    } catch (error) {
      if (error instanceof NationalRefusal) return { outcome: 'matches', matches: [] }
      throw error
    }
  },
})
