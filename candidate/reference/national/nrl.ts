import { behaviour } from '../behaviour.ts'
import type { Config } from '../config/config.ts'
import { concept, SYSTEM } from '../fhir/resource.ts'
import { settingsOf } from '../gp-connect/caller.ts'
import type { Plan } from '../plans/plan.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'
import type { PlatformCall } from './platform.ts'
import { spineToken } from './spine-token.ts'

export const NRL = 'The National Record Locator'

const CONSUMER = '/record-locator/consumer/FHIR/R4/DocumentReference'
const PRODUCER = '/record-locator/producer/FHIR/R4/DocumentReference'
const ENGLAND = 'https://fhir.nhs.uk/England'
const CONTENT_READ = 'urn:nhs:names:services:nrl:DocumentReference.content.read'

/** Where a record is held elsewhere, as far as a user needs it. */
export interface Pointer {
  id: string
  nhsNumber: string
  type: { code: string; term: string }
  /** ODS code of who holds the record. */
  holder: string
  /** When it was written. */
  writtenAt?: string
  /** `ssp://...` for a file that the system fetches, otherwise a page for the user. */
  address: string
  contentType: string
  /** ASID of the system that gives it out. */
  asid?: string
}

/** A record as its holder gave it out. */
export interface FetchedRecord {
  contentType: string
  content: Uint8Array
}

/** What a user looks for: a type of record, or all. */
export interface PointerSearch {
  nhsNumber: string
  type?: string
}

const call = (work: Work, rest: Pick<PlatformCall, 'method' | 'path' | 'query' | 'body' | 'mediaType' | 'once'>) =>
  work.services.platform.call({
    service: NRL,
    as: 'application',
    correlationId: work.interaction,
    ...rest,
    headers: { accept: 'application/fhir+json;version=1', 'nhsd-end-user-organisation-ods': work.services.config.practice.odsCode },
  })

const criteriaOf = ({ nhsNumber, type }: PointerSearch): Record<string, string> => ({
  'subject:identifier': `${SYSTEM.nhsNumber}|${nhsNumber}`,
  ...(type !== undefined && { type: `${SYSTEM.snomed}|${type}` }),
})

/** How a search is sent: in a body, so that no NHS number stands in an address. Source: consumer, Retrieve patient's document pointers (POST). */
export const searchRequest = behaviour('plans.searchRequest', (path: string, criteria: Record<string, string>): Pick<PlatformCall, 'method' | 'path' | 'query' | 'body' | 'mediaType'> => ({
  method: 'POST',
  path: `${path}/_search`,
  body: criteria,
  mediaType: 'application/json',
}))

async function search(work: Work, path: string, criteria: Record<string, string>): Promise<JsonObject> {
  const answer = await call(work, searchRequest(path, criteria))
  if (answer.status !== 200) throw refusalFor(NRL, answer)
  if (answer.body['resourceType'] !== 'Bundle') throw unreadableAnswer(NRL, 'no Bundle')
  return answer.body
}

const resourcesIn = (bundle: JsonObject): JsonObject[] => (Array.isArray(bundle['entry']) ? bundle['entry'].filter(isObject) : []).map(({ resource }) => resource).filter(isObject)

/** Where records of a patient are held, whoever published it. */
export async function findPointers(work: Work, wanted: PointerSearch): Promise<Pointer[]> {
  return resourcesIn(await search(work, CONSUMER, criteriaOf(wanted))).map(readPointer)
}

/** How many records there are, without being told which. */
export async function countPointers(work: Work, nhsNumber: string): Promise<number> {
  const { total } = await search(work, CONSUMER, { ...criteriaOf({ nhsNumber }), _summary: 'count' })
  if (typeof total !== 'number') throw unreadableAnswer(NRL, 'a count without a number')
  return total
}

/** One pointer as it is now; undefined when it is there no more. */
export async function readPointerById(work: Work, id: string): Promise<Pointer | undefined> {
  const answer = await call(work, { method: 'GET', path: `${CONSUMER}/${encodeURIComponent(id)}` })
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw refusalFor(NRL, answer)
  return readPointer(answer.body)
}

/** The pointer that was published for a plan, if there is one: by the plan's own identifier. */
export async function findOwnPointer(work: Work, { nhsNumber, type, reference }: { nhsNumber: string; type: string; reference: string }): Promise<string | undefined> {
  const own = resourcesIn(await search(work, PRODUCER, criteriaOf({ nhsNumber, type })))
  const found = own.find(({ masterIdentifier }) => isObject(masterIdentifier) && masterIdentifier['value'] === `urn:uuid:${reference}`)
  return typeof found?.['id'] === 'string' ? found['id'] : undefined
}

/** A pointer to a plan of this practice: whose, of which type, and whom to ask; nothing of what it says. Source: producer, Create new document pointers. */
export const pointerTo = behaviour('plans.pointerTo', ({ services }: Work, nhsNumber: string, { reference, type, replacesPointer }: Plan): JsonObject => {
  const organisation = { identifier: { system: SYSTEM.odsCode, value: services.config.practice.odsCode } }
  const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] })
  return {
    resourceType: 'DocumentReference',
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${reference}` },
    status: 'current',
    docStatus: 'final',
    type: coded(SYSTEM.snomed, type.code, type.term),
    category: [coded(SYSTEM.snomed, type.category.code, type.category.term)],
    subject: { identifier: { system: SYSTEM.nhsNumber, value: nhsNumber } },
    author: [organisation],
    custodian: organisation,
    ...(replacesPointer !== undefined && { relatesTo: [{ code: 'replaces', target: { type: 'DocumentReference', identifier: { value: replacesPointer } } }] }),
    content: [
      {
        attachment: { contentType: 'text/html', url: contactPage(services.config) },
        format: { system: `${ENGLAND}/CodeSystem/England-NRLFormatCode`, code: 'urn:nhs-ic:record-contact', display: 'Contact details (HTTP Unsecured)' },
        extension: [
          { url: `${ENGLAND}/StructureDefinition/Extension-England-ContentStability`, valueCodeableConcept: coded(`${ENGLAND}/CodeSystem/England-NRLContentStability`, 'dynamic', 'Dynamic') },
          { url: `${ENGLAND}/StructureDefinition/Extension-England-NRLRetrievalMechanism`, valueCodeableConcept: coded(`${ENGLAND}/CodeSystem/England-NRLRetrievalMechanism`, 'Direct', 'Direct') },
        ],
      },
    ],
    context: { practiceSetting: { coding: concept(SYSTEM.snomed, '1060971000000108', 'General practice service').coding } },
  }
})

/** The page with the practice's contact details, as the world reaches it. */
function contactPage({ publicUrl }: Config): string {
  if (publicUrl === undefined) throw new Refusal('fault', 'This system does not know under which address it is reached (publicUrl). No pointer was published.')
  return `${publicUrl}/contact`
}

/** Publishes a pointer, and gives its id. The locator does not know a repetition again: what may have arrived is not sent a second time. */
export async function publishPointer(work: Work, pointer: JsonObject): Promise<string> {
  const answer = await call(work, { method: 'POST', path: PRODUCER, body: pointer, once: true })
  if (answer.status !== 201) throw answer.status >= 400 ? refusalFor(NRL, answer) : unreadableAnswer(NRL, `${answer.status} to a pointer`)
  const id = answer.headers['location']?.split('/').at(-1)
  if (!id) throw unreadableAnswer(NRL, 'a pointer without an address')
  return id
}

/** Takes a pointer back. One that is there no more is taken back already. */
export async function deletePointer(work: Work, id: string): Promise<void> {
  const answer = await call(work, { method: 'DELETE', path: `${PRODUCER}/${encodeURIComponent(id)}` })
  if (!isGone(answer)) throw answer.status >= 400 ? refusalFor(NRL, answer) : unreadableAnswer(NRL, `${answer.status} to a deletion`)
}

/** Whether a pointer is gone, by the answer to its deletion. */
export const isGone = behaviour('plans.isGone', ({ status }: Answer): boolean => status === 200 || status === 404)

/** Fetches what a pointer leads to, from its holder through the Spine Secure Proxy. */
export async function fetchRecord(work: Work, { address, contentType, asid }: Pointer): Promise<FetchedRecord> {
  const { config, platform } = work.services
  const target = address.replace(/^ssp:/, 'https:')
  // Whatever a pointer says: who works here and for whom is told to the proxy only.
  if (!target.startsWith(`${config.national.platformUrl}/`) || asid === undefined) throw new Refusal('rule', 'This pointer does not lead through the Spine Secure Proxy. It was not followed.')
  const answer = await platform.call({
    service: 'The organisation that holds the record',
    as: 'api-key',
    method: 'GET',
    path: target.slice(config.national.platformUrl.length),
    headers: { ...proxyHeaders(work, asid), authorization: `Bearer ${spineToken(work, target)}` },
    takes: contentType,
    correlationId: work.interaction,
  })
  if (!answer.bytes) throw refusalFor('The organisation that holds the record', answer)
  return { contentType, content: answer.bytes }
}

/** The system that the proxy is to ask: the one that the pointer names. */
export const addressee = behaviour('plans.addressee', (_work: Work, asid: string): string => asid)

const proxyHeaders = (work: Work, asid: string): Record<string, string> => ({
  'ssp-traceid': work.interaction,
  'ssp-from': settingsOf(work.services).asid,
  'ssp-to': addressee(work, asid),
  'ssp-interactionid': CONTENT_READ,
})

/** Reads a pointer. @throws NationalRefusal when it does not say what it points to */
export function readPointer(resource: JsonObject): Pointer {
  const first = (value: unknown): JsonObject => (Array.isArray(value) ? (value.find(isObject) ?? {}) : isObject(value) ? value : {})
  const identifier = (reference: unknown) => first(first(reference)['identifier'])['value']
  const type = first(first(resource['type'])['coding'])
  const attachment = first(first(resource['content'])['attachment'])
  const [id, nhsNumber, address] = [resource['id'], identifier(resource['subject']), attachment['url']]
  if (typeof id !== 'string' || typeof nhsNumber !== 'string' || typeof address !== 'string') throw unreadableAnswer(NRL, 'a pointer that says too little')
  const related = Array.isArray(first(resource['context'])['related']) ? (first(resource['context'])['related'] as unknown[]) : []
  const asid = related.map((each) => first(first(each)['identifier'])).find(({ system }) => system === 'https://fhir.nhs.uk/Id/nhsSpineASID')?.['value']
  return {
    id,
    nhsNumber,
    type: { code: String(type['code']), term: String(type['display'] ?? type['code']) },
    holder: String(identifier(resource['custodian']) ?? ''),
    address,
    contentType: String(attachment['contentType'] ?? ''),
    ...(typeof attachment['creation'] === 'string' && { writtenAt: attachment['creation'] }),
    ...(typeof asid === 'string' && { asid }),
  }
}
