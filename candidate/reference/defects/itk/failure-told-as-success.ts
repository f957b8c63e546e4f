import { answersToSend } from '../../itk/response.ts'
import { defect } from '../defect.ts'

export const failureToldAsSuccess = defect({
  name: 'failure-told-as-success',
  requirement: 'TIF-GFR-02',
  story: 'Answers that a message came through as soon as it was read, whatever is then found to be wrong with it.',
  replaces: answersToSend,
  with: (header, answers) => answersToSend.proper(header, { ...answers, infrastructure: 'success' }),
})
