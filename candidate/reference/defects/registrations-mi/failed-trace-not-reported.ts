import { errorEvent } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const failedTraceNotReported = defect({
  name: 'failed-trace-not-reported',
  requirement: 'GP2GP05',
  story: 'Reports what went well. A registration that failed was none.',
  replaces: errorEvent,
  with: () => undefined,
})
