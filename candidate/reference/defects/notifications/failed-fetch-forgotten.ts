import { eventsStore } from '../../notifications/events-store.ts'
import { keepPending } from '../../notifications/refresh.ts'
import { defect } from '../defect.ts'

export const failedFetchForgotten = defect({
  name: 'failed-fetch-forgotten',
  requirement: 'PDS03',
  story: 'Tries once to fetch a record that has changed. When PDS fails, the change is forgotten.',
  replaces: keepPending,
  with: (services, { id }) => eventsStore(services).done(id),
})
