import { slotTimes } from '../../appointments/publish-session.ts'
import { defect } from '../defect.ts'

export const lastSlotOverruns = defect({
  name: 'last-slot-overruns',
  requirement: 'E00221',
  story: 'Cuts a session into slots until its time is used up: the last one runs over, when the clinician has gone home.',
  replaces: slotTimes,
  with: (startsAt, endsAt, minutes) => {
    const slots = slotTimes.proper(startsAt, endsAt, minutes)
    const next = slots.at(-1)?.endsAt ?? startsAt
    return next < endsAt ? [...slots, { startsAt: next, endsAt: next + minutes * 60_000 }] : slots
  },
})
