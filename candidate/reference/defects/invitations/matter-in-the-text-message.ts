import { nudgeFor } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const matterInTheTextMessage = defect({
  name: 'matter-in-the-text-message',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Repeats the invitation in the text message, for whoever has no NHS App. It lights up on a locked telephone.',
  replaces: nudgeFor,
  with: (_config, text) => text,
})
