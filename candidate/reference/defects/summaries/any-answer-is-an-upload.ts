import { isTaken } from '../../summaries/fhir-route.ts'
import { defect } from '../defect.ts'

export const anyAnswerIsAnUpload = defect({
  name: 'any-answer-is-an-upload',
  requirement: 'TIF-SCR-03',
  story: 'Takes a summary for uploaded as soon as there was an answer.',
  replaces: isTaken,
  with: (result) => isTaken.proper(result) || 'status' in result,
})
