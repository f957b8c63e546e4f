import { instantOf, wallTime } from '../../appointments/practice-time.ts'
import { defect } from '../defect.ts'

export const clocksChangeTheSession = defect({
  name: 'clocks-change-the-session',
  requirement: 'E00221',
  story: 'Turns the time on the wall into UTC with the offset of today. Sessions published in winter for the summer begin an hour late.',
  replaces: instantOf,
  with: (date, time, now) => {
    const asUtc = Date.parse(`${date}T${time}:00Z`)
    const today = wallTime(now)
    const offset = Date.parse(`${today.date}T${today.time}:00Z`) - Math.floor(now / 60_000) * 60_000
    return Number.isNaN(asUtc) ? undefined : asUtc - offset
  },
})
