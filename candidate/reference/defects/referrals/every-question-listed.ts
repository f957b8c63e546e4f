import { isToBeRead } from '../../referrals/read-advice.ts'
import { defect } from '../defect.ts'

export const everyQuestionListed = defect({
  name: 'every-question-listed',
  requirement: 'TIF-ERS-04',
  story: 'Lists every open question as one to be read, among which those that were answered are not found.',
  replaces: isToBeRead,
  with: () => true,
})
