import { timeBooked } from '../../bars/message.ts'
import { defect } from '../defect.ts'

export const nextTimeBooked = defect({
  name: 'next-time-booked',
  requirement: 'E00148',
  story: 'Books by the clock on its own wall: an hour before the time that was chosen.',
  replaces: timeBooked,
  with: (slot) => {
    const earlier = (at: string) => `${new Date(Date.parse(at) - 3_600_000).toISOString().slice(0, 19)}+00:00`
    return { ...slot, start: earlier(slot.start), end: earlier(slot.end) }
  },
})
