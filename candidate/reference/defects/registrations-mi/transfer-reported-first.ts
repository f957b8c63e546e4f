import { eventsOf } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const transferReportedFirst = defect({
  name: 'transfer-reported-first',
  requirement: 'GP2GP05',
  story: 'Reports whether the record can come over before the registration that it belongs to.',
  replaces: eventsOf,
  with: (...args) => eventsOf.proper(...args).reverse(),
})
