import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const SDS = 'The Spine Directory Service (SDS)'

const BASE = '/spine-directory/FHIR/R4'
const ID = 'https://fhir.nhs.uk/Id'
const INTERACTION = `${ID}/nhsServiceInteractionId`

/** A system as the directory has it. */
export interface FoundSystem {
  asid: string
  partyKey: string
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** Resources of one kind that the directory has for an organisation, as far as it is asked. Nothing found is an empty list. */
async function search(work: Work, kind: 'Device' | 'Endpoint', odsCode: string, identifiers: readonly string[]): Promise<JsonObject[]> {
  const answer = await work.services.platform.call({
    service: SDS,
    as: 'api-key',
    method: 'GET',
    path: `${BASE}/${kind}`,
    query: [['organization', `${ID}/ods-organization-code|${odsCode}`], ...identifiers.map((each): [string, string] => ['identifier', each])],
    correlationId: work.interaction,
  })
  if (answer.status !== 200) throw refusalFor(SDS, answer)
  if (answer.body['resourceType'] !== 'Bundle') throw unreadableAnswer(SDS, `expected a Bundle, got ${String(answer.body['resourceType'])}`)
  return objects(answer.body['entry']).flatMap(({ resource }) => (isObject(resource) && resource['resourceType'] === kind ? [resource] : []))
}

const identifierIn = (resource: JsonObject, name: string): string => String(objects(resource['identifier']).find(({ system }) => system === `${ID}/${name}`)?.['value'] ?? '')

/** The system of an organisation that takes an interaction. Source: SDS FHIR API, GET /Device. */
export const findSystem = behaviour('directories.findSystem', async (work: Work, odsCode: string, interaction: string): Promise<FoundSystem | undefined> => {
  const [device] = await search(work, 'Device', odsCode, [`${INTERACTION}|${interaction}`])
  return device && { asid: identifierIn(device, 'nhsSpineASID'), partyKey: identifierIn(device, 'nhsMhsPartyKey') }
})

/** Where a system takes an interaction. Source: SDS FHIR API, GET /Endpoint. */
export const findAddress = behaviour('directories.findAddress', async (work: Work, odsCode: string, interaction: string, { partyKey }: FoundSystem): Promise<string | undefined> => {
  const [endpoint] = await search(work, 'Endpoint', odsCode, [`${INTERACTION}|${interaction}`, `${ID}/nhsMhsPartyKey|${partyKey}`])
  return typeof endpoint?.['address'] === 'string' ? endpoint['address'] : undefined
})
