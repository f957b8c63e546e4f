import { route } from '../../../kit/route.ts'
import { acceptable, ACCESS } from '../access.ts'
import { search, subjectOfSearch } from '../search.ts'
import type { ImmunisationState } from '../state.ts'

/** Searches by query. */
export const searchImmunizations = route<ImmunisationState>({
  operation: 'searchImmunizationGet',
  method: 'GET',
  path: '/Immunization',
  access: ACCESS,
  requires: [acceptable],
  subject: (call) => subjectOfSearch(call.query),
  handle: (call) => search(call, call.query),
})
