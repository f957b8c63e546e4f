import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const DOS = 'The Directory of Services (DoS)'

const BASE = '/dos-search/FHIR/R4'
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code'
const ORDER = /Extension-England-OrganizationEndpointOrder$/

/** An organisation as the directory has it, with the addresses at which it takes messages. */
export interface ListedOrganisation {
  name: string
  active: boolean
  telephone?: string
  /** In the order in which they are to be tried. */
  endpoints: { type: string; address: string }[]
}

export interface ListedService {
  name: string
  type: string
  telephone?: string
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const codeIn = (concept: unknown): string => String((isObject(concept) ? (objects(concept['coding'])[0] ?? concept) : {})['code'] ?? '')

const telephoneIn = (resource: JsonObject): { telephone?: string } => {
  const phone = objects(resource['telecom']).find(({ system }) => system === 'phone')?.['value']
  return typeof phone === 'string' ? { telephone: phone } : {}
}

async function search(work: Work, kind: string, query: Iterable<[string, string]>): Promise<JsonObject[]> {
  const answer = await work.services.platform.call({ service: DOS, as: { session: work.session }, method: 'GET', path: `${BASE}/${kind}`, query, headers: { version: '1' }, correlationId: work.interaction })
  if (answer.status !== 200) throw refusalFor(DOS, answer)
  if (answer.body['resourceType'] !== 'Bundle') throw unreadableAnswer(DOS, `expected a Bundle, got ${String(answer.body['resourceType'])}`)
  return objects(answer.body['entry']).flatMap(({ resource }) => (isObject(resource) ? [resource] : []))
}

/** An organisation of the directory; undefined if it does not list it. Source: DoS Search API, GET /Organization. */
export const findListed = behaviour('directories.findListed', async (work: Work, odsCode: string): Promise<ListedOrganisation | undefined> => {
  const found = await search(work, 'Organization', [
    ['identifier', `${ODS_CODE}|${odsCode}`],
    ['_revinclude', 'Endpoint:organization'],
  ])
  const organisation = found.find(({ resourceType }) => resourceType === 'Organization')
  if (!organisation) return undefined
  return {
    name: String(organisation['name'] ?? ''),
    active: organisation['active'] === true,
    ...telephoneIn(organisation),
    endpoints: inOrder(found.filter(({ resourceType }) => resourceType === 'Endpoint')).map((endpoint) => ({ type: codeIn(endpoint['connectionType']), address: String(endpoint['address'] ?? '') })),
  }
})

/** Addresses in the order in which the directory wants them tried. Source: DoS Search API, OrganizationEndpointOrder. */
export const inOrder = behaviour('directories.inOrder', (endpoints: readonly JsonObject[]): JsonObject[] => {
  const place = (endpoint: JsonObject) => Number(objects(endpoint['extension']).find(({ url }) => ORDER.test(String(url)))?.['valueInteger'] ?? Infinity)
  return [...endpoints].sort((a, b) => place(a) - place(b))
})

/** What an organisation offers. Source: DoS Search API, GET /HealthcareService. */
export const findListedServices = behaviour('directories.findListedServices', async (work: Work, odsCode: string): Promise<ListedService[]> => {
  const found = await search(work, 'HealthcareService', [['organization.identifier', `${ODS_CODE}|${odsCode}`]])
  return found
    .filter(({ resourceType, active }) => resourceType === 'HealthcareService' && active !== false)
    .map((service) => ({ name: String(service['name'] ?? ''), type: codeIn(objects(service['type'])[0]), ...telephoneIn(service) }))
})
