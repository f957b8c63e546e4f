import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { ACCESS, GATEWAY_CHECKS, modeOf, refusePatient, requestIdPresent } from '../access.ts'
import { outcome } from '../errors.ts'
import { findMatches } from '../search/find-matches.ts'
import { readCriteria } from '../search/read-criteria.ts'
import type { PdsState } from '../state.ts'
import { found, timestamp } from '../views.ts'

/** Most results a healthcare worker may ask for, and gets by default. */
const MOST_RESULTS = 50

/** An application gets one result only, and may not ask for more; a patient may not search at all. */
const searchAllowed: RequestCheck<PdsState> = (call) => {
  const { kind } = call.grant!
  if (kind === 'patient') refusePatient('searching')
  const asked = call.query.get('_max-results')
  if (kind === 'application' && asked !== null && asked !== '1') {
    refuse(outcome('TOO_MANY_RESULTS_ASKED', { display: `Cannot retrieve more than one result with ${modeOf(call)} access token` }), {
      rule: 'application-asks-for-many',
      detail: `_max-results is ${asked}`,
      clause: 'PDS FHIR API: search-patient, parameter _max-results',
      pointer: 'query:_max-results',
    })
  }
}

/** Searches by demographics. Source: PDS FHIR API, search-patient. */
export const searchPatients = route<PdsState>({
  operation: 'searchPatients',
  method: 'GET',
  path: '/Patient',
  access: ACCESS,
  requires: [...GATEWAY_CHECKS, searchAllowed, requestIdPresent],
  handle: search,
})

function search(call: Call<PdsState>) {
  const most = call.grant!.kind === 'application' ? 1 : MOST_RESULTS
  const criteria = readCriteria(call, most)
  const now = call.environment.clock.now()
  const matches = findMatches(call.state, criteria, now)
  if (matches.length > criteria.maxResults) return outcome('TOO_MANY_MATCHES')
  const [only] = matches
  if (only && matches.length === 1) call.subject = only.record.nhsNumber
  const entry = matches.map(({ record, score }) => ({
    fullUrl: `${call.baseUrl}/personal-demographics/FHIR/R4/Patient/${record.nhsNumber}`,
    search: { score },
    resource: found(record),
  }))
  return fhir(200, { resourceType: 'Bundle', type: 'searchset', timestamp: timestamp(now), total: entry.length, ...(entry.length > 0 && { entry }) })
}
