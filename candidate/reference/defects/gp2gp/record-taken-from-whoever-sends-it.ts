import { isFromPartner } from '../../gp2gp/transfer-of-message.ts'
import { defect } from '../defect.ts'

export const recordTakenFromWhoeverSendsIt = defect({
  name: 'record-taken-from-whoever-sends-it',
  requirement: 'TIF-GP2GP-03',
  story: 'Goes by the conversation that a record comes in, and does not look who sends it.',
  replaces: isFromPartner,
  with: () => true,
})
