import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { NHS_NUMBER, patientOf, performerOf, relationshipOf, STATUSES } from '../consent.ts'
import { errors, reject } from '../errors.ts'
import { ANYBODY, CHECKS, numberIn, patientOfRole, searchset, shortId, UUID } from '../request.ts'
import type { Relationship, Resource, VrsState } from '../state.ts'

const CLAUSE = 'Validated Relationships Service API: get-consent'
const INCLUDES = ['Consent:patient', 'Consent:performer']

/** Proxy roles of a proxy, of a patient, or of both. */
export const getConsents = route<VrsState>({
  operation: 'get-consent',
  method: 'GET',
  path: '/Consent',
  access: ANYBODY,
  requires: CHECKS,
  subject: (call) => (call.query.get('patient:identifier') ?? call.query.get('performer:identifier'))?.split('|').at(-1),
  handle(call) {
    const performer = numberIn(call, 'performer:identifier', CLAUSE, { system: {}, value: {} })
    const patient = numberIn(call, 'patient:identifier', CLAUSE, { system: {}, value: {} })
    if (performer === undefined && patient === undefined) reject('MISSING_IDENTIFIER_VALUE', CLAUSE, 'query:performer:identifier', { diagnostics: 'Invalid request with error - performer:identifier or patient:identifier parameter not found.', display: 'Required parameter(s) are missing.' })
    // The published searches repeat the parameter; FHIR has commas within one for the same.
    const asked = call.query.getAll('status').flatMap((each) => each.split(','))
    const statuses = asked.length > 0 ? asked : STATUSES
    if (statuses.some((status) => !STATUSES.includes(status))) reject('INVALID_PARAMETER', CLAUSE, 'query:status', { diagnostics: 'Invalid request with error - status parameter is invalid.' })
    const about = [performer, patient].filter((each) => each !== undefined)
    if (about.some((each) => call.state.invalidated.has(each))) refuse(errors.INVALIDATED_RESOURCE())
    if (about.some((each) => call.state.withoutPractice.has(each))) refuse(errors.GP_PRACTICE_NOT_FOUND())
    const found = [...call.state.consents.values()].filter(
      (consent) =>
        (performer === undefined || performerOf(consent) === performer) && (patient === undefined || patientOf(consent) === patient) && statuses.includes(String(consent.status)),
    )
    return fhir(200, withIncludes(call, found))
  },
})

/** One proxy role by its id, in a searchset as well. */
export const getConsent = route<VrsState>({
  operation: 'get-consent-by-id',
  method: 'GET',
  path: '/Consent/:id',
  access: ANYBODY,
  requires: CHECKS,
  subject: (call) => subjectOf(call),
  handle(call) {
    if (!UUID.test(call.params.id!)) reject('INVALID_ID_VALUE', 'Validated Relationships Service API: get-consent-by-id', 'path')
    const consent = call.state.consents.get(call.params.id!)
    return consent ? fhir(200, withIncludes(call, [consent])) : refuse(errors.RESOURCE_NOT_FOUND())
  },
})

/** NHS number of the patient of the role in the path. */
export function subjectOf(call: Call<VrsState>): string | undefined {
  const consent = call.state.consents.get(call.params.id ?? '')
  return consent && patientOf(consent)
}

function withIncludes(call: Call<VrsState>, consents: Resource[]): Resource {
  const wanted = call.query.getAll('_include')
  if (wanted.some((each) => !INCLUDES.includes(each))) reject('INVALID_PARAMETER', CLAUSE, 'query:_include', { diagnostics: 'Invalid request with error - _include parameter is invalid.' })
  const { people, relationships } = call.state
  const included = new Map<string, Resource>()
  for (const consent of consents) {
    const [proxy, patient] = [performerOf(consent), patientOf(consent)]
    if (wanted.includes('Consent:performer')) {
      const confirmed = relationships.find((each) => each.is === 'mother' && each.proxy === proxy && each.patient === patient)
      included.set(proxy, patientOfRole(proxy, people.get(proxy)))
      included.set(`${proxy} of ${patient}`, performerResource(proxy, patient, confirmed))
    }
    if (wanted.includes('Consent:patient')) included.set(patient, patientOfRole(patient, people.get(patient)))
  }
  return searchset(call, [...[...included.values()].map((resource) => ({ resource, mode: 'include' as const })), ...consents.map((resource) => ({ resource, mode: 'match' as const }))])
}

/** A proxy as somebody related to the patient: who they are stands in the Patient beside it. */
const performerResource = (proxy: string, patient: string, confirmed: Relationship | undefined): Resource => ({
  resourceType: 'RelatedPerson',
  id: confirmed?.id ?? shortId(`${proxy} of ${patient}`),
  identifier: [{ system: NHS_NUMBER, value: proxy }],
  patient: { identifier: { system: NHS_NUMBER, value: patient } },
  relationship: relationshipOf(confirmed !== undefined),
})
