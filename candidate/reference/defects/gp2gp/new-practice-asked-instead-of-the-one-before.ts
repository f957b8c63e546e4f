import { practiceToAsk } from '../../gp2gp/ask-for-record.ts'
import { defect } from '../defect.ts'

export const newPracticeAskedInsteadOfTheOneBefore = defect({
  name: 'new-practice-asked-instead-of-the-one-before',
  requirement: 'TIF-GP2GP-01',
  story: 'Looks the patient’s practice up when it asks, and finds itself: PDS has been changed by then.',
  replaces: practiceToAsk,
  with: ({ config }) => config.practice.odsCode,
})
