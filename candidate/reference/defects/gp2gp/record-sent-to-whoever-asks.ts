import { isTheirPractice } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const recordSentToWhoeverAsks = defect({
  name: 'record-sent-to-whoever-asks',
  requirement: 'GP2GP07',
  story: 'Sends a record to any practice that asks for it, whether or not the patient is theirs.',
  replaces: isTheirPractice,
  with: () => true,
})
