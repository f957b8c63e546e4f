import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { CLINICAL_USERS } from '../admissions.ts'
import { ID, R4_ID } from '../codes/systems.ts'
import { r4Error } from '../errors.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import { instantOf } from '../resources/coding.ts'

/** Gives the R4 identifiers behind a UBRN: of the referral, of the advice request, or of both. */
export const searchServiceRequests = ersRoute({
  operation: 'a041-search-service-request',
  method: 'GET',
  path: '/R4/ServiceRequest',
  admission: CLINICAL_USERS,
  handle(ers) {
    const { call, base, now } = ers
    const token = call.query.get('identifier') ?? ''
    const [system, ubrn] = token.includes('|') ? (token.split('|') as [string, string]) : [ID.ubrn, token]
    if (system !== ID.ubrn || !/^\d{12}$/.test(ubrn)) {
      refuse(r4Error(call, 400, 'REC_BAD_REQUEST', 'Incorrect or missing expected value.', 'required'), {
        rule: 'identifier',
        detail: `identifier: ${token || 'none'}; expected a UBRN, with or without ${ID.ubrn}|`,
        clause: 'e-RS FHIR API, a041: 400 REC_BAD_REQUEST',
        pointer: 'query:identifier',
      })
    }
    const found = requestsOf(ers, ubrn)
    return fhir(200, {
      id: call.environment.random.uuid(),
      resourceType: 'Bundle',
      meta: { lastUpdated: instantOf(now) },
      timestamp: instantOf(now),
      link: [{ relation: 'self', url: `${base}/R4/ServiceRequest?identifier=${encodeURIComponent(`${ID.ubrn}|${ubrn}`)}` }],
      total: found.length,
      type: 'searchset',
      ...(found.length > 0 && { entry: found.map((resource) => ({ fullUrl: `${base}/R4/ServiceRequest/${resource.id}`, resource, search: { mode: 'match' } })) }),
    })
  },
})

/** The requests of a UBRN that belong to the caller's organisation. */
function requestsOf({ state, caller }: Ers, ubrn: string) {
  const referral = state.referrals.get(ubrn)
  const advice = state.advice.get(ubrn)
  const category = (code: string) => [{ coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code }] }]
  const common = (nhsNumber: string, version: number) => ({
    meta: { versionId: String(version) },
    resourceType: 'ServiceRequest',
    identifier: [{ system: ID.ubrn, value: ubrn }],
    intent: 'order',
    subject: { identifier: { system: R4_ID.nhsNumber, value: nhsNumber } },
  })
  return [
    ...(referral?.referrer.organisation === caller.organisation
      ? [{ id: referral.requestId, ...common(referral.nhsNumber, referral.version), status: referral.state.code === 'CANCELLED_REFERRAL' ? 'revoked' : 'active', category: category('referral') }]
      : []),
    ...(advice?.requester.organisation === caller.organisation
      ? [
          {
            id: advice.requestId,
            ...common(advice.nhsNumber, advice.version),
            status: advice.status === 'CONVERSATION_ENDED_CANCELLED' ? 'revoked' : advice.status === 'CONVERSATION_ENDED_CLOSED' || advice.status === 'ADVICE_CONVERTED' ? 'completed' : 'active',
            category: category('request'),
            code: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/servicerequest-code', code: 'advice-and-guidance' }] },
          },
        ]
      : []),
  ]
}
