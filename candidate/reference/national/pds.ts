import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { codesOf, refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject } from './json.ts'
import type { PdsPatient, PdsRecord } from './pds-patient.ts'
import type { Platform } from './platform.ts'
import type { Principal } from './tokens.ts'

/** One step of a JSON patch (RFC 6902). */
export type Patch = { op: 'add' | 'replace' | 'test'; path: string; value: unknown } | { op: 'remove'; path: string }

/** What is known of a patient who is being looked for. Dates are YYYY-MM-DD. */
export interface SearchCriteria {
  family: string
  birthDate: string
  given?: string
  gender?: string
  postcode?: string
}

export interface Match {
  patient: PdsPatient
  /** 1 is an exact match. */
  score: number
}

export type SearchResult = { outcome: 'matches'; matches: Match[] } | { outcome: 'too-many' }
export type ReadResult = { outcome: 'found'; record: PdsRecord } | { outcome: 'not-found' | 'invalidated' }
export type UpdateResult = { outcome: 'updated'; record: PdsRecord } | { outcome: 'changed-meanwhile' }

/** The Personal Demographics Service, for a signed-in healthcare worker. */
export interface Pds {
  search(work: Work, criteria: SearchCriteria): Promise<SearchResult>
  /** The record under an NHS number. A superseded number gives its successor: compare `record.nhsNumber`. */
  read(work: Work, nhsNumber: string): Promise<ReadResult>
  /** Applies patches to the version the user saw, all or none. `requestId` repeats an earlier attempt. */
  update(work: Work, update: { nhsNumber: string; version: string; patches: Patch[]; requestId: string }): Promise<UpdateResult>
}

const BASE = '/personal-demographics/FHIR/R4'
const SERVICE = 'The Personal Demographics Service (PDS)'

/** What a search answer means. PDS says "too many" in a 200, as an OperationOutcome. */
export const readSearch = behaviour('demographics.readSearch', (answer: Answer): SearchResult => {
  if (codesOf(answer.body).includes('TOO_MANY_MATCHES')) return { outcome: 'too-many' }
  if (answer.body['resourceType'] !== 'Bundle') throw unreadable(`expected a Bundle, got ${answer.body['resourceType']}`)
  const entries = Array.isArray(answer.body['entry']) ? answer.body['entry'].filter(isObject) : []
  const matches = entries.map((entry): Match => {
    const score = isObject(entry['search']) ? Number(entry['search']['score']) : NaN
    return { patient: patientOf(entry['resource']), score: Number.isNaN(score) ? 0 : score }
  })
  return { outcome: 'matches', matches: matches.sort((a, b) => b.score - a.score) }
})

/** On whose authority PDS is called: the signed-in user's, never the application's own, which may not update. */
export const pdsPrincipal = behaviour('demographics.pdsPrincipal', ({ session }: Work): Principal => ({ session }))

/** The role profile that PDS is told the user works in: the one they chose. */
export const pdsRole = behaviour('demographics.pdsRole', ({ role }: Work) => role.id)

/** Speaks PDS FHIR R4. Source: Personal Demographics Service FHIR API, healthcare worker access. */
export function createPds(platform: Platform): Pds {
  const call = (
    work: Work,
    rest: Pick<Parameters<Platform['call']>[0], 'method' | 'path' | 'query' | 'headers' | 'body' | 'mediaType' | 'requestId'>,
  ) =>
    platform.call({
      service: SERVICE,
      as: pdsPrincipal(work),
      correlationId: work.interaction,
      ...rest,
      headers: { 'nhsd-session-urid': pdsRole(work), ...rest.headers },
    })

  return {
    search: async (work, { family, birthDate, given, gender, postcode }) => {
      const query: [string, string][] = [
        ['family', family],
        ['birthdate', `eq${birthDate}`],
        ...(given ? [['given', given] as [string, string]] : []),
        ...(gender ? [['gender', gender] as [string, string]] : []),
        ...(postcode ? [['address-postalcode', postcode] as [string, string]] : []),
      ]
      const answer = await call(work, { method: 'GET', path: `${BASE}/Patient`, query })
      if (answer.status !== 200) throw refusalFor(SERVICE, answer)
      return readSearch(answer)
    },

    read: async (work, nhsNumber) => {
      return readResult(await call(work, { method: 'GET', path: `${BASE}/Patient/${nhsNumber}` }))
    },

    update: async (work, { nhsNumber, version, patches, requestId }) => {
      const answer = await call(work, {
        method: 'PATCH',
        path: `${BASE}/Patient/${nhsNumber}`,
        headers: { 'if-match': version },
        body: { patches },
        mediaType: 'application/json-patch+json',
        requestId,
      })
      if (answer.status === 409 || answer.status === 412) return { outcome: 'changed-meanwhile' }
      if (answer.status !== 200) throw refusalFor(SERVICE, answer)
      return { outcome: 'updated', record: recordOf(answer) }
    },
  }
}

/**
 * The record under an NHS number, in the application's own name: for what happens while nobody is signed in. PDS allows reading so, and
 * no more. Source: PDS FHIR API, application-restricted access.
 */
export async function readAsApplication(platform: Platform, nhsNumber: string, correlationId: string): Promise<ReadResult> {
  const answer = await platform.call({ service: SERVICE, as: 'application', correlationId, method: 'GET', path: `${BASE}/Patient/${nhsNumber}` })
  return readResult(answer)
}

function readResult(answer: Answer): ReadResult {
  if (answer.status === 404) {
    const codes = codesOf(answer.body)
    if (codes.includes('INVALIDATED_RESOURCE')) return { outcome: 'invalidated' }
    if (codes.includes('RESOURCE_NOT_FOUND')) return { outcome: 'not-found' }
  }
  if (answer.status !== 200) throw refusalFor(SERVICE, answer)
  return { outcome: 'found', record: recordOf(answer) }
}

function recordOf(answer: Answer): PdsRecord {
  const patient = patientOf(answer.body)
  const version = answer.headers['etag'] ?? (patient.meta?.versionId && `W/"${patient.meta.versionId}"`)
  if (!version) throw unreadable('a Patient without a version')
  return { nhsNumber: patient.id, version, patient }
}

function patientOf(resource: unknown): PdsPatient {
  if (!isObject(resource) || resource['resourceType'] !== 'Patient') throw unreadable('expected a Patient')
  if (typeof resource['id'] !== 'string' || !/^\d{10}$/.test(resource['id'])) throw unreadable('a Patient without an NHS number')
  for (const list of ['name', 'address', 'telecom', 'generalPractitioner', 'extension', 'identifier']) {
    if (resource[list] !== undefined && !Array.isArray(resource[list])) throw unreadable(`a Patient whose ${list} is no list`)
  }
  // Checked as far as it is read; what a field holds is looked at where it is used.
  return resource as unknown as PdsPatient
}

const unreadable = (why: string) => unreadableAnswer(SERVICE, why)
