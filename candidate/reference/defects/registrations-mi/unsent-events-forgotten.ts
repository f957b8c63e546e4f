import { settle } from '../../registrations-mi/outbox.ts'
import { defect } from '../defect.ts'

export const unsentEventsForgotten = defect({
  name: 'unsent-events-forgotten',
  requirement: 'TIF-CS-11',
  story: 'Tries to report once, and forgets what did not get through.',
  replaces: settle,
  with: (services, event, fate) => settle.proper(services, event, fate.state === 'pending' ? { state: 'sent' } : fate),
})
