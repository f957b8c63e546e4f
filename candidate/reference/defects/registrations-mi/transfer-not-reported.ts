import { eventsOf } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const transferNotReported = defect({
  name: 'transfer-not-reported',
  requirement: 'GP2GP05',
  story: 'Reports registrations, and leaves out whether the record can come over, since it never does.',
  replaces: eventsOf,
  with: (...args) => eventsOf.proper(...args).filter(({ kind }) => kind === 'registrations'),
})
