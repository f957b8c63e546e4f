import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import { codesOf, refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'
import type { Platform, PlatformCall } from './platform.ts'

export const VALIDATED_RELATIONSHIPS = 'The Validated Relationships Service'

const BASE = '/validated-relationships/FHIR/R4'
const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code'
const LEGAL_BASIS = 'https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis'
const REASON = 'https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason'
const STATUS_REASON = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason'
const GRANTOR = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor'

/** A proxy role: somebody may act for somebody else, or is to be allowed to. */
export interface ProxyRole {
  id: string
  status: string
  /** NHS numbers. */
  patient: string
  proxy: string
  /** The proxy's name, where the service tells it. */
  name?: string
  /** Code of England-NHSProxyLegalBasis. */
  basis: string
  /** Instants, or dates. */
  from?: string
  until?: string
  /** Whether a practice is named as having granted it. */
  granted: boolean
}

/** On whose authority and in the course of what the service is called. */
export interface Asking {
  platform: Platform
  as: PlatformCall['as']
  correlationId: string
}

/** Why a status was changed: a code, or OTHER with words. */
export type StatusReason = { code: 'ROLE_CREATED' | 'ROLE_ACTIVATED' } | { code: 'OTHER'; text: string }

const call = ({ platform, as, correlationId }: Asking, rest: Pick<PlatformCall, 'method' | 'path' | 'query' | 'body' | 'mediaType' | 'once'>) =>
  platform.call({ service: VALIDATED_RELATIONSHIPS, as, correlationId, ...rest, path: `${BASE}${rest.path}` })

/** Roles between people, those of some states only. Source: Validated Relationships Service API, get-consent. */
export async function findRoles(asking: Asking, { patient, proxy, statuses }: { patient: string; proxy?: string; statuses: readonly string[] }): Promise<ProxyRole[]> {
  const answer = await call(asking, {
    method: 'GET',
    path: '/Consent',
    query: [
      ['patient:identifier', `${NHS_NUMBER}|${patient}`],
      ...(proxy === undefined ? [] : [['performer:identifier', `${NHS_NUMBER}|${proxy}`] as [string, string]]),
      ...statuses.map((status): [string, string] => ['status', status]),
      ['_include', 'Consent:performer'],
    ],
  })
  if (answer.status !== 200) throw refusalFor(VALIDATED_RELATIONSHIPS, answer)
  return rolesIn(answer)
}

/** The NHS number of a Patient, whose id it need not be. */
export const numberOf = behaviour('proxyAccess.numberOf', (patient: JsonObject): string => String(objectsIn(patient['identifier']).find(({ system }) => system === NHS_NUMBER)?.['value'] ?? ''))

/** The roles in a searchset. Nobody's roles are an empty one; anything else is no answer. */
export const rolesIn = behaviour('proxyAccess.rolesIn', ({ body }: Answer): ProxyRole[] => {
  if (body['resourceType'] !== 'Bundle') throw unreadableAnswer(VALIDATED_RELATIONSHIPS, `expected a Bundle, got ${String(body['resourceType'])}`)
  const resources = objectsIn(body['entry']).map((entry) => objectIn(entry['resource']))
  const names = new Map(resources.flatMap((each) => (each['resourceType'] === 'Patient' ? [[numberOf(each), nameOf(each)] as const] : [])))
  return resources.filter((each) => each['resourceType'] === 'Consent').map((each) => roleOf(each, names))
})

function roleOf(consent: JsonObject, names: ReadonlyMap<string, string>): ProxyRole {
  const period = objectIn(objectIn(consent['provision'])['period'])
  const proxy = numberIn(objectsIn(consent['performer'])[0])
  const name = names.get(proxy)
  return {
    id: String(consent['id']),
    status: String(consent['status']),
    patient: numberIn(consent['patient']),
    proxy,
    ...(name && { name }),
    basis: String(objectsIn(objectIn(consent['policyRule'])['coding'])[0]?.['code'] ?? ''),
    ...(typeof period['start'] === 'string' && { from: period['start'] }),
    ...(typeof period['end'] === 'string' && { until: period['end'] }),
    granted: objectsIn(consent['extension']).some(({ url }) => url === GRANTOR),
  }
}

/** A role that is to be made. */
export interface NewRole {
  /** NHS numbers. */
  patient: string
  proxy: string
  basis: string
  from: string
  until?: string
  /** ODS code of the practice that grants it. */
  practice: string
}

const person = (value: string) => ({ identifier: { system: NHS_NUMBER, value } })

/** A role as a Consent. Source: Validated Relationships Service API, post-consent. */
export const roleResource = behaviour('proxyAccess.roleResource', ({ patient, proxy, basis, from, until, practice }: NewRole): JsonObject => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ system: 'https://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy', display: 'Privacy Consent' }] },
  category: [{ coding: [{ system: 'https://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'INFA', display: 'information access' }] }],
  patient: { type: 'Patient', ...person(patient) },
  dateTime: from,
  performer: [person(proxy)],
  policyRule: { coding: [{ system: LEGAL_BASIS, code: basis }] },
  provision: { type: 'permit', period: { start: from, ...(until !== undefined && { end: until }) }, actor: [{ reference: { type: 'RelatedPerson', ...person(proxy) } }] },
  extension: [reasonExtension({ code: 'ROLE_CREATED' }), grantorExtension(practice)],
}))

/** Makes a role that is good from now on. A repetition would be taken for a second one: it is not sent again by itself. */
export async function createRole(asking: Asking, role: NewRole): Promise<void> {
  readChanged(await call(asking, { method: 'POST', path: '/Consent', once: true, body: roleResource(role) }))
}

/** Moves a role to another state, and says why. Source: Validated Relationships Service API, patch Consent. */
export async function changeRole(asking: Asking, role: ProxyRole, to: { status: string; reason: StatusReason; practice: string; until?: string }): Promise<void> {
  const { status, reason, practice, until } = to
  const answer = await call(asking, {
    method: 'PATCH',
    path: `/Consent/${encodeURIComponent(role.id)}`,
    mediaType: 'application/json-patch+json',
    once: true,
    body: [
      { op: 'replace', path: '/status', value: status },
      { op: 'add', path: '/extension/-', value: reasonExtension(reason) },
      ...(status === 'active' && !role.granted ? [{ op: 'add', path: '/extension/-', value: grantorExtension(practice) }] : []),
      ...(until === undefined ? [] : [{ op: 'add', path: '/provision/period/end', value: until }]),
    ],
  })
  readChanged(answer)
}

/** What an answer to a change means. */
export const readChanged = behaviour('proxyAccess.readChanged', (answer: Answer): void => {
  const codes = codesOf(answer.body)
  if (codes.includes('DUPLICATE_RELATIONSHIP')) throw new Refusal('already-done', 'Nationally, this person has a proxy role for the patient already. Look at who may act for the patient.')
  if (codes.includes('INVALID_STATE_TRANSITION')) throw new Refusal('changed-meanwhile', 'Somebody else has changed this proxy role meanwhile. Look at it again.')
  if (answer.status >= 300) throw refusalFor(VALIDATED_RELATIONSHIPS, answer)
})

const reasonExtension = (reason: StatusReason) => ({
  url: STATUS_REASON,
  valueCodeableConcept: { coding: [{ system: REASON, code: reason.code }], ...('text' in reason && { text: reason.text }) },
})

const grantorExtension = (practice: string) => ({ url: GRANTOR, valueReference: { identifier: { system: ODS_CODE, value: practice } } })

const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {})
const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const numberIn = (reference: unknown): string => String(objectIn(objectIn(reference)['identifier'])['value'] ?? '')

function nameOf(patient: JsonObject): string {
  const [name] = objectsIn(patient['name'])
  const given = Array.isArray(name?.['given']) ? name['given'].join(' ') : ''
  return `${given} ${String(name?.['family'] ?? '')}`.trim()
}
