import { keepsUnsent } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const unsentReferralThrownAway = defect({
  name: 'unsent-referral-thrown-away',
  requirement: 'TIF-CS-11',
  story: 'Keeps nothing of what could not be sent: it has to be typed again.',
  replaces: keepsUnsent,
  with: () => false,
})
