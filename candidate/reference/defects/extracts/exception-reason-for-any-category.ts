import { wallTime } from '../../appointments/practice-time.ts'
import { exceptionReason } from '../../extracts/appointments-data.ts'
import { daysAfter } from '../../extracts/period.ts'
import { defect } from '../defect.ts'

export const exceptionReasonForAnyCategory = defect({
  name: 'exception-reason-for-any-category',
  requirement: 'WPAD-DI-030',
  story: 'Reports why something was booked far ahead, whatever its category.',
  replaces: exceptionReason,
  with: ({ startsAt, details: { bookedAt, exceptionReasons = [] } }) => (wallTime(startsAt).date > daysAfter(wallTime(Date.parse(bookedAt)).date, 14) && exceptionReasons.length > 0 ? [...exceptionReasons].sort().join(',') : undefined),
})
