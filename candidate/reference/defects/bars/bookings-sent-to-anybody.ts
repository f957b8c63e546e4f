import { messageTaken } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const bookingsSentToAnybody = defect({
  name: 'bookings-sent-to-anybody',
  requirement: 'BARS01',
  story: 'Does not ask whether a service takes bookings: it sends them, and leaves it to the service to refuse.',
  replaces: messageTaken,
  with: (taken, event) => messageTaken.proper(taken, event) ?? { event, useCases: [], needs: [] },
})
