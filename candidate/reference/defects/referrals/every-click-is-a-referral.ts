import { maySend } from '../../referrals/send-referral.ts'
import { defect } from '../defect.ts'

export const everyClickIsAReferral = defect({
  name: 'every-click-is-a-referral',
  requirement: 'ERS01',
  story: 'Sends a referral whenever somebody presses the button, also one that e-RS has.',
  replaces: maySend,
  with: ({ status }) => status !== 'cancelled' && status !== 'by-hand',
})
