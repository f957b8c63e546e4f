import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { actingUser, functionsOf } from '../access.ts'
import { R4_ID } from '../codes/systems.ts'
import { r4Error } from '../errors.ts'
import { ersRoute } from '../ers-route.ts'
import { instantOf } from '../resources/coding.ts'

/** Gives the provider clinicians that an administrator of theirs may act for. Referrers have no such thing. */
export const retrieveOnBehalfOfUsers = ersRoute({
  operation: 'a040-retrieve-practitioner-info',
  method: 'GET',
  path: '/R4/Practitioner',
  admission: { users: ['SERVICE_PROVIDER_CLINICIAN_ADMIN'], beforeOnBehalfOf: true },
  handle(ers) {
    const { call, base, now } = ers
    if (call.query.get('_query') !== 'onBehalfOf') {
      refuse(r4Error(call, 400, 'REC_BAD_REQUEST', 'The query parameter _query is missing or has an invalid value.'), {
        rule: 'named-query',
        detail: `_query: ${call.query.get('_query') ?? 'none'}; only onBehalfOf is there`,
        clause: 'e-RS FHIR API, a040: 400 REC_BAD_REQUEST',
        pointer: 'query:_query',
      })
    }
    const { organisation } = actingUser(ers.caller)
    const clinicians = [...call.environment.identity.workers.values()].filter((worker) =>
      functionsOf(worker.roles.filter((role) => role.organisation === organisation).flatMap((role) => role.activities)).includes('SERVICE_PROVIDER_CLINICIAN'),
    )
    const lastUpdated = instantOf(now)
    return fhir(200, {
      id: call.environment.random.uuid(),
      resourceType: 'Bundle',
      meta: { lastUpdated },
      type: 'searchset',
      total: clinicians.length,
      timestamp: lastUpdated,
      link: [{ relation: 'self', url: `${base}/R4/Practitioner?_query=onBehalfOf` }],
      entry: clinicians.map(({ id }) => ({
        fullUrl: `Practitioner/${id}`,
        resource: { id, resourceType: 'Practitioner', meta: { lastUpdated }, identifier: { system: R4_ID.user, value: id } },
        search: { mode: 'match' },
      })),
    })
  },
})
