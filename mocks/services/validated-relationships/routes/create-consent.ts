import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { checkGrantor, checkStatusReason, NHS_NUMBER, object, list, patientOf, performerOf, STATUSES } from '../consent.ts'
import { errors, reject, type OutcomeName, type Wording } from '../errors.ts'
import { ANYBODY, CHECKS } from '../request.ts'
import type { Resource, VrsState } from '../state.ts'

const CLAUSE = 'Validated Relationships Service API: post-consent'
const LEGAL_BASES = 'https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis'

/** Gives somebody a proxy role. */
export const createConsent = route<VrsState>({
  operation: 'post-consent',
  method: 'POST',
  path: '/Consent',
  access: ANYBODY,
  requires: CHECKS,
  subject: (call) => patientOf(object(call.json)) || undefined,
  handle(call) {
    const consent = bodyOf(call)
    check(consent)
    checkStatusReason(consent, CLAUSE)
    checkGrantor(consent, CLAUSE)
    const open = ['proposed', 'active']
    const same = (other: Resource) => patientOf(other) === patientOf(consent) && performerOf(other) === performerOf(consent) && open.includes(String(other.status))
    if ([...call.state.consents.values()].some(same)) refuse(errors.DUPLICATE_RELATIONSHIP())
    const id = call.environment.random.uuid()
    call.state.consents.set(id, { ...consent, id, meta: { lastUpdated: new Date(call.environment.clock.now()).toISOString() } })
    const location = `${call.baseUrl}${call.url.split('?')[0]}/${id}`
    return fhir(201, { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] }, { location })
  },
})

/** The JSON object in a body of the media type that the API takes. */
export function bodyOf(call: Call<VrsState>): Resource {
  const mediaType = (call.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (mediaType !== 'application/fhir+json') reject('UNSUPPORTED_MEDIA', CLAUSE, 'content-type')
  if (typeof call.json !== 'object' || call.json === null || Array.isArray(call.json)) reject('BAD_REQUEST', CLAUSE, '')
  return call.json as Resource
}

function check(consent: Resource): void {
  const need = (there: boolean, name: OutcomeName, pointer: string) => {
    if (!there) reject(name, CLAUSE, pointer, wordsFor(name, pointer))
  }
  const identified = (reference: Resource, invalid: OutcomeName, pointer: string) => {
    const { system, value } = object(reference.identifier)
    need(system !== undefined, 'MISSING_IDENTIFIER_SYSTEM', `${pointer}/identifier/system`)
    need(system === NHS_NUMBER, 'INVALID_IDENTIFIER_SYSTEM', `${pointer}/identifier/system`)
    need(value !== undefined, 'MISSING_IDENTIFIER_VALUE', `${pointer}/identifier/value`)
    need(typeof value === 'string' && /^\d{10}$/.test(value), 'INVALID_IDENTIFIER_VALUE', `${pointer}/identifier/value`)
    need(Object.keys(reference).length > 0, invalid, pointer)
  }
  need(consent.resourceType === 'Consent', 'BAD_REQUEST', '/resourceType')
  need(consent.status !== undefined, 'MISSING_STATUS', '/status')
  need(STATUSES.includes(String(consent.status)), 'INVALID_STATUS', '/status')
  need(consent.scope !== undefined, 'MISSING_SCOPE', '/scope')
  need(list(object(consent.scope).coding)[0]?.code === 'patient-privacy', 'INVALID_SCOPE', '/scope')
  need(consent.category !== undefined, 'MISSING_CATEGORY', '/category')
  need(list(object(list(consent.category)[0]).coding)[0]?.code === 'INFA', 'INVALID_CATEGORY', '/category')
  need(consent.patient !== undefined, 'MISSING_PATIENT', '/patient')
  identified(object(consent.patient), 'INVALID_PATIENT', '/patient')
  need(consent.dateTime !== undefined, 'MISSING_DATETIME', '/dateTime')
  need(!Number.isNaN(Date.parse(String(consent.dateTime))), 'INVALID_DATETIME', '/dateTime')
  need(consent.performer !== undefined, 'MISSING_PERFORMER', '/performer')
  identified(object(list(consent.performer)[0]), 'INVALID_PERFORMER', '/performer/0')
  need(list(object(consent.policyRule).coding)[0]?.system === LEGAL_BASES, 'INVALID_LEGAL_BASIS_CODE', '/policyRule')
  need(object(consent.provision).type === 'permit', 'INVALID_PROVISION', '/provision')
  need(Array.isArray(consent.extension), 'INVALID_EXTENSION', '/extension')
}

/** A problem in the published form: which element it is of, in words and as FHIRPath. Where no example has the words (gaps.md), they follow those that have. */
function wordsFor(name: OutcomeName, pointer: string): Wording {
  if (name === 'BAD_REQUEST') return { diagnostics: 'The supplied input is not a valid FHIR Consent.' }
  const expression = pointer.slice(1).replaceAll(/\/\d+/g, '').replaceAll('/', '.')
  const words = expression.replaceAll('.', ' ')
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)} is invalid`
  if (name === 'MISSING_IDENTIFIER_SYSTEM' || name === 'MISSING_IDENTIFIER_VALUE') return { expression, display: 'Required values are missing.', diagnostics: `Unable to determine the ${words}` }
  if (name === 'INVALID_IDENTIFIER_SYSTEM' || name === 'INVALID_IDENTIFIER_VALUE') return { expression, display: name === 'INVALID_IDENTIFIER_VALUE' ? 'Invalid identifier value.' : 'Invalid identifier system.', diagnostics: sentence }
  return { expression, diagnostics: name.startsWith('MISSING_') ? `Unable to find ${words}` : sentence }
}
