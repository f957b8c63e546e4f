import { eventsOf } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const registrationReportedTwice = defect({
  name: 'registration-reported-twice',
  requirement: 'GP2GP05',
  story: 'Reports a registration when it begins and again when it is saved.',
  replaces: eventsOf,
  with: (...args) => eventsOf.proper(...args).flatMap((event) => (event.kind === 'registrations' ? [event, event] : [event])),
})
