import { reject, type OutcomeName } from './errors.ts'
import type { Resource } from './state.ts'

export const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code'
export const STATUS_REASON = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason'
export const GRANTOR = 'https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor'

const family = (code: string, display: string): Resource => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code, display }] })
/** What a confirmed relative is to the patient. */
export const RELATIVES = { mother: family('MTH', 'mother'), child: family('CHILD', 'child') }
const PERSONAL = { coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-AdditionalPersonRelationshipRole', code: 'Personal', display: 'Personal relationship with the patient' }] }

/** What a proxy is to the patient, as the person included with a role has it. */
export const relationshipOf = (confirmed: boolean): Resource[] => (confirmed ? [family('PRN', 'parent'), RELATIVES.mother] : [PERSONAL])

/** What may follow a status. Source: HL7 consent-state codes; the lifecycle itself is not published (gaps.md). */
const MAY_FOLLOW: Record<string, readonly string[]> = {
  draft: ['proposed', 'active', 'rejected'],
  proposed: ['active', 'rejected', 'inactive'],
  active: ['inactive', 'entered-in-error'],
  inactive: ['active', 'entered-in-error'],
  rejected: [],
  'entered-in-error': [],
}

export const STATUSES = Object.keys(MAY_FOLLOW)

export const mayFollow = (before: string, after: string): boolean => MAY_FOLLOW[before]?.includes(after) ?? false

export const object = (value: unknown): Resource => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Resource) : {})
export const list = (value: unknown): Resource[] => (Array.isArray(value) ? value.map(object) : [])

export const patientOf = (consent: Resource): string => String(object(object(consent.patient).identifier).value ?? '')
export const performerOf = (consent: Resource): string => String(object(object(list(consent.performer)[0]).identifier).value ?? '')
export const extensionOf = (consent: Resource, url: string): Resource | undefined => list(consent.extension).findLast((extension) => extension.url === url)

/** The reason of a status must be a code; OTHER needs words. */
export function checkStatusReason(consent: Resource, clause: string): void {
  const concept = object(extensionOf(consent, STATUS_REASON)?.valueCodeableConcept)
  const code = list(concept.coding)[0]?.code
  if (typeof code !== 'string' || !/^[A-Z][A-Z_]+$/.test(code)) reject('INVALID_STATUS_REASON', clause, '/extension')
  if (code === 'OTHER' && !concept.text) reject('MISSING_FREE_TEXT_FOR_OTHER', clause, '/extension')
}

/** An active role says which practice granted it. */
export function checkGrantor(consent: Resource, clause: string): void {
  if (consent.status !== 'active') return
  const grantor = extensionOf(consent, GRANTOR)
  const fail = (name: OutcomeName, at = '') => reject(name, clause, '/extension', { expression: `extension.where(url = '${GRANTOR}')${at}` })
  if (!grantor) return fail('MISSING_GRANTOR')
  if (grantor.valueReference === undefined) return fail('MISSING_GRANTOR_REFERENCE', '.valueReference')
  const { identifier } = object(grantor.valueReference)
  if (identifier === undefined) return fail('MISSING_GRANTOR_IDENTIFIER', '.valueReference.identifier')
  const { system, value } = object(identifier)
  if (system !== ODS_CODE) return fail('INVALID_GRANTOR_SYSTEM', '.valueReference.identifier.system')
  if (typeof value !== 'string' || !/^[A-Z0-9]{3,10}$/i.test(value)) return fail('INVALID_GRANTOR_VALUE', '.valueReference.identifier.value')
  return undefined
}
