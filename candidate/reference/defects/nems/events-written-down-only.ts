import { cameBefore } from '../../nems/take-event.ts'
import { defect } from '../defect.ts'

export const eventsWrittenDownOnly = defect({
  name: 'events-written-down-only',
  requirement: 'PDS03',
  story: 'Writes into a log that the national record has changed, and leaves its own copy as it is.',
  replaces: cameBefore,
  with: () => true,
})
