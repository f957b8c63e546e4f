import { messageAnswered } from '../../gp2gp/answer-sender.ts'
import { defect } from '../defect.ts'

export const acknowledgementNamesTheConversation = defect({
  name: 'acknowledgement-names-the-conversation',
  requirement: 'TIF-GP2GP-03',
  story: 'Names the conversation in an acknowledgement and not the message: the other practice cannot tell what is acknowledged.',
  replaces: messageAnswered,
  with: (_messageId, conversationId) => conversationId,
})
