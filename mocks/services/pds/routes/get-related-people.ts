import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { ACCESS, GATEWAY_CHECKS, ownRecord, requestIdPresent } from '../access.ts'
import { findRecord, pathNumber } from '../lookup.ts'
import { isSensitive } from '../patient.ts'
import { etagOf, latest } from '../record.ts'
import type { PdsState } from '../state.ts'
import { timestamp } from '../views.ts'

/** Retrieves who is to be contacted about a patient; nobody for a sensitive one. Source: PDS FHIR API, get-related-people. */
export const getRelatedPeople = route<PdsState>({
  operation: 'getRelatedPeople',
  method: 'GET',
  path: '/Patient/:id/RelatedPerson',
  access: ACCESS,
  requires: [...GATEWAY_CHECKS, ownRecord, requestIdPresent],
  subject: (call) => call.params.id,
  handle(call) {
    const record = findRecord(call, pathNumber(call))
    const people = isSensitive(latest(record).resource) ? [] : record.related
    const entry = people.map((resource) => ({ fullUrl: `${call.baseUrl}/personal-demographics/FHIR/R4/Patient/${record.nhsNumber}/RelatedPerson/${resource.id}`, resource }))
    return fhir(
      200,
      { resourceType: 'Bundle', type: 'searchset', timestamp: timestamp(call.environment.clock.now()), total: entry.length, ...(entry.length > 0 && { entry }) },
      { etag: etagOf(record) },
    )
  },
})
