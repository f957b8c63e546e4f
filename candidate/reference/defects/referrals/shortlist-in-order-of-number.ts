import { shortlistToSend } from '../../referrals/shortlist.ts'
import { defect } from '../defect.ts'

export const shortlistInOrderOfNumber = defect({
  name: 'shortlist-in-order-of-number',
  requirement: 'TIF-ERS-01',
  story: 'Sends the shortlist in the order of the services’ numbers, and forgets which the patient prefers.',
  replaces: shortlistToSend,
  with: (services) => services.toSorted((a, b) => a.id.localeCompare(b.id)),
})
