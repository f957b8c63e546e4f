import { refuse } from '../../../kit/refusal.ts'
import { empty, fhir } from '../../../kit/reply.ts'
import { DIRECTORY_READERS } from '../admissions.ts'
import { notFound, r4Error } from '../errors.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import type { DirectoryService } from '../model/directory-service.ts'
import { etag } from '../request/resolve.ts'
import { instantOf } from '../resources/coding.ts'
import { healthcareService } from '../resources/healthcare-service.ts'

const SEARCH_LIMIT = 20

function resolve({ call, state }: Ers): DirectoryService {
  return state.services.get(call.params.id ?? '') ?? refuse(notFound(call))
}

const headersOf = (service: DirectoryService) => ({ etag: etag(service.version ?? 1), 'cache-control': 'no-cache' })

/** Gives one service with its current attributes. */
export const retrieveHealthcareService = ersRoute({
  operation: 'a033-retrieve-healthcare-service',
  method: 'GET',
  path: '/R4/HealthcareService/:id',
  admission: DIRECTORY_READERS,
  handle(ers) {
    const service = resolve(ers)
    return fhir(200, healthcareService(service), headersOf(service))
  },
})

/** Gives the current version of a service in its ETag, to compare a copy with. */
export const retrieveHealthcareServiceVersion = ersRoute({
  operation: 'a037-retrieve-healthcare-service-version',
  method: 'HEAD',
  path: '/R4/HealthcareService/:id',
  admission: DIRECTORY_READERS,
  handle: (ers) => empty(200, headersOf(resolve(ers))),
})

/** Gives up to 20 services at once; ids that are not there are left out. */
export const searchHealthcareServices = ersRoute({
  operation: 'a035-search-for-healthcare-services',
  method: 'GET',
  path: '/R4/HealthcareService',
  admission: DIRECTORY_READERS,
  handle(ers) {
    const { call, base, now, state } = ers
    const asked = call.query.get('_id') ?? ''
    const ids = asked.split(',')
    if (asked === '' || ids.length > SEARCH_LIMIT || !ids.every((id) => /^\d+$/.test(id))) {
      const diagnostics = ids.length > SEARCH_LIMIT ? `At most ${SEARCH_LIMIT} service ids can be requested.` : 'Incorrect or missing expected value: _id.'
      refuse(r4Error(call, 400, 'REC_BAD_REQUEST', diagnostics), { rule: 'service-ids', detail: diagnostics, clause: 'e-RS FHIR API, a035: 400 REC_BAD_REQUEST', pointer: 'query:_id' })
    }
    const services = ids.map((id) => state.services.get(id)).filter((service) => service !== undefined)
    return fhir(200, {
      id: call.environment.random.uuid(),
      meta: { lastUpdated: instantOf(now) },
      resourceType: 'Bundle',
      type: 'searchset',
      timestamp: instantOf(now),
      total: services.length,
      link: [{ relation: 'self', url: `${base}/R4/HealthcareService?_id=${asked}` }],
      ...(services.length > 0 && {
        entry: services.map((service) => ({ fullUrl: `${base}/R4/HealthcareService/${service.id}`, resource: healthcareService(service), search: { mode: 'match' } })),
      }),
    })
  },
})
