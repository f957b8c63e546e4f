import { createHash } from 'node:crypto'
import { isValid } from '../../../config/identifiers/nhs-number.ts'
import { application, healthcareWorker, patient } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { NHS_NUMBER } from './consent.ts'
import { reject, type Wording } from './errors.ts'
import type { Person, Resource, VrsState } from './state.ts'

export const ANYBODY = [patient(), healthcareWorker({ aal: [2, 3] }), application()] as const
export const PEOPLE = [patient(), healthcareWorker({ aal: [2, 3] })] as const
export const PATIENTS = [patient()] as const

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** X-Request-ID is mandatory, and a UUID. */
const requestId: RequestCheck<VrsState> = (call) => {
  const id = call.header('x-request-id')
  const clause = 'Validated Relationships Service API: header X-Request-ID'
  if (id === undefined) reject('MISSING_VALUE', clause, 'x-request-id', { diagnostics: 'X-Request-ID is missing' })
  else if (!UUID.test(id)) reject('INVALID_VALUE', clause, 'x-request-id', { diagnostics: `X-Request-ID is '${id}', not a UUID` })
}

export const CHECKS = [requestId] as const

/** The NHS number of a search parameter, `system|value` or bare; nothing when it is not there. */
export function numberIn(call: Call<VrsState>, name: string, clause: string, words: { system: Wording; value: Wording }): string | undefined {
  const given = call.query.get(name)
  if (given === null) return undefined
  const [system, value] = given.includes('|') ? (given.split('|') as [string, string]) : given.includes('/') ? [given, ''] : [NHS_NUMBER, given]
  if (system !== NHS_NUMBER) reject('INVALID_IDENTIFIER_SYSTEM', clause, `query:${name}`, words.system)
  if (!/^\d{10}$/.test(value)) reject('INVALID_IDENTIFIER_VALUE', clause, `query:${name}`, words.value)
  // Published examples have numbers with a wrong check digit: they are let pass.
  if (!isValid(value)) call.note({ rule: 'check-digit', detail: `${value} has a wrong check digit`, clause, pointer: `query:${name}` })
  return value
}

/** A searchset; the link names the search as it came. */
export function searchset(call: Call<VrsState>, entries: { resource: Resource; mode: 'match' | 'include' }[]): Resource {
  const base = `${call.baseUrl}/validated-relationships/FHIR/R4`
  return {
    resourceType: 'Bundle',
    timestamp: new Date(call.environment.clock.now()).toISOString(),
    total: entries.filter(({ mode }) => mode === 'match').length,
    type: 'searchset',
    link: [{ relation: 'self', url: `${call.baseUrl}${call.url}` }],
    ...(entries.length > 0 && { entry: entries.map(({ resource, mode }) => ({ fullUrl: `${base}/${String(resource.resourceType)}/${String(resource.id)}`, resource, search: { mode } })) }),
  }
}

/** Somebody as a Patient beside a relationship; nothing more than the number when they are not known. */
export function patientResource(nhsNumber: string, person: Person | undefined): Resource {
  return { resourceType: 'Patient', id: nhsNumber, identifier: [{ system: NHS_NUMBER, value: nhsNumber }], ...nameAndBirth(person) }
}

/** Somebody as a Patient beside a proxy role: an id that is no NHS number, proven identity, and the practice. */
export function patientOfRole(nhsNumber: string, person: Person | undefined): Resource {
  return {
    ...patientResource(nhsNumber, person),
    id: shortId(nhsNumber),
    meta: { security: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-NHSIdentityProofingLevel', code: 'P9', display: 'High level verification (P9)' }] },
    ...(person && { generalPractitioner: [{ identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: person.practice } }] }),
  }
}

/** Name and date of birth as Patient and RelatedPerson have them. */
export function nameAndBirth(person: Person | undefined): Resource {
  if (!person) return {}
  const { given, family, prefix, suffix, named, birthDate } = person
  return { name: [{ use: 'usual', ...(named && { period: named }), given: [given], family, ...(prefix !== undefined && { prefix: [prefix] }), ...(suffix && { suffix }) }], birthDate }
}

/** An id in the published form, the same each time for the same thing. */
export function shortId(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 8).toUpperCase()
}
