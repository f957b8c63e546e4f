import { exceptionReason } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const exceptionReasonFromTheFourteenthDay = defect({
  name: 'exception-reason-from-the-fourteenth-day',
  requirement: 'WPAD-DI-030',
  story: 'Takes the fourteenth day for one that is more than fourteen days ahead.',
  replaces: exceptionReason,
  with: (appointment) => exceptionReason.proper({ ...appointment, startsAt: appointment.startsAt + 86_400_000 }),
})
