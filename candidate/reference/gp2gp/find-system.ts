import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { refusalFor, unreadableAnswer } from '../national/answer.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { Platform } from '../national/platform.ts'
import { SERVICE, type Action } from './codes.ts'

const SDS = 'The Spine Directory Service (SDS)'
const ID = 'https://fhir.nhs.uk/Id'

/** How another practice's system is reached for one interaction. */
export interface FoundSystem {
  asid: string
  partyKey: string
  cpaId: string
}

/** The one that was found. With none or several nobody knows where a message would go. Source: GP2GP response code 24. */
export const onlyOne = behaviour('gp2gp.onlyOne', <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined))

/**
 * Finds the system of a practice for an interaction: its ASID from Device, its contract from Endpoint. Nothing when SDS has none or
 * several.
 *
 * @param known the practice's system, where it is known already
 * @throws NationalRefusal when SDS does not answer
 */
export const findSystem = behaviour('gp2gp.findSystem', async (platform: Platform, practice: string, action: Action, known: Pick<FoundSystem, 'asid' | 'partyKey'> | undefined): Promise<FoundSystem | undefined> => {
  const correlationId = randomUUID()
  const search = async (type: 'Device' | 'Endpoint', more: [string, string][] = []) => {
    const query: [string, string][] = [['organization', `${ID}/ods-organization-code|${practice}`], ['identifier', `${ID}/nhsServiceInteractionId|${SERVICE}:${action}`], ...more]
    const answer = await platform.call({ service: SDS, as: 'api-key', method: 'GET', path: `/spine-directory/FHIR/R4/${type}`, query, correlationId })
    if (answer.status !== 200) throw refusalFor(SDS, answer)
    if (answer.body['resourceType'] !== 'Bundle') throw unreadableAnswer(SDS, 'expected a Bundle')
    const entries = Array.isArray(answer.body['entry']) ? answer.body['entry'].filter(isObject) : []
    return entries.map(({ resource }) => resource).filter(isObject)
  }
  const device = known ? undefined : onlyOne(await search('Device'))
  const asid = known?.asid ?? (device && identifierIn(device, 'nhsSpineASID'))
  const partyKey = known?.partyKey ?? (device && identifierIn(device, 'nhsMhsPartyKey'))
  if (asid === undefined || partyKey === undefined) return undefined
  const endpoint = onlyOne(await search('Endpoint', [['identifier', `${ID}/nhsMhsPartyKey|${partyKey}`]]))
  const cpaId = endpoint && identifierIn(endpoint, 'nhsMhsCPAId')
  return cpaId === undefined ? undefined : { asid, partyKey, cpaId }
})

function identifierIn({ identifier }: JsonObject, name: string): string | undefined {
  const found = Array.isArray(identifier) ? identifier.filter(isObject).find(({ system }) => system === `${ID}/${name}`) : undefined
  return typeof found?.['value'] === 'string' ? found['value'] : undefined
}
