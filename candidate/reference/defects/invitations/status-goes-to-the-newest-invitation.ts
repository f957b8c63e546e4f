import { invitationsStore } from '../../invitations/invitations-store.ts'
import { recipientOfEvent } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const statusGoesToTheNewestInvitation = defect({
  name: 'status-goes-to-the-newest-invitation',
  requirement: 'E00367',
  story: 'Gives an event that it cannot place to the patient who was invited last.',
  replaces: recipientOfEvent,
  with: (services, event) => {
    const found = recipientOfEvent.proper(services, event)
    const [invitation] = invitationsStore(services).list()
    const recipient = invitation?.recipients.find(({ reference }) => reference !== undefined)
    return found ?? (invitation && recipient && { invitation, recipient })
  },
})
