import { commonTo } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const eventDatedAtMidnight = defect({
  name: 'event-dated-at-midnight',
  requirement: 'GP2GP05',
  story: 'Gives the day of a registration and not the time.',
  replaces: commonTo,
  with: (services, facts, nhsNumber) => ({ ...commonTo.proper(services, facts, nhsNumber), registrationEventDateTime: `${services.clock.today()}T00:00:00Z` }),
})
