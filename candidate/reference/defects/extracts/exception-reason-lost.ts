import { exceptionReason } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const exceptionReasonLost = defect({
  name: 'exception-reason-lost',
  requirement: 'WPAD-DI-030',
  story: 'Asks why something is booked far ahead, and reports the first reason only.',
  replaces: exceptionReason,
  with: (appointment) => exceptionReason.proper(appointment)?.split(',')[0],
})
