import { conversationId } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const oneConversationForThePractice = defect({
  name: 'one-conversation-for-the-practice',
  requirement: 'GP2GP05',
  story: 'Uses one conversation for all registrations of a day.',
  replaces: conversationId,
  with: (work) => `${work.services.config.practice.odsCode}-${work.services.clock.today()}`,
})
