import { randomUUID } from 'node:crypto'
import { refusalFor, unreadableAnswer } from '../national/answer.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { Platform } from '../national/platform.ts'
import { SDS } from '../national/sds.ts'

const ID = 'https://fhir.nhs.uk/Id'

/** How a system is reached for one interaction. */
export interface Contract {
  asid: string
  partyKey: string
  cpaId: string
}

/** Which of those that were found is meant; nothing where that cannot be told. */
type Choose = (found: readonly JsonObject[]) => JsonObject | undefined

const theOnly: Choose = (found) => (found.length === 1 ? found[0] : undefined)

/**
 * Finds how an organisation's system is reached for an interaction (`service:action`): its ASID from Device, the contract from Endpoint.
 * Nothing when SDS has none or several.
 *
 * @param known the system, where it is known already
 * @throws NationalRefusal when SDS does not answer
 */
export async function findContract(platform: Platform, odsCode: string, interaction: string, { known, onlyOne = theOnly }: { known?: Pick<Contract, 'asid' | 'partyKey'> | undefined; onlyOne?: Choose } = {}): Promise<Contract | undefined> {
  const correlationId = randomUUID()
  const search = async (type: 'Device' | 'Endpoint', more: [string, string][] = []) => {
    const query: [string, string][] = [['organization', `${ID}/ods-organization-code|${odsCode}`], ['identifier', `${ID}/nhsServiceInteractionId|${interaction}`], ...more]
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
}

function identifierIn({ identifier }: JsonObject, name: string): string | undefined {
  const found = Array.isArray(identifier) ? identifier.filter(isObject).find(({ system }) => system === `${ID}/${name}`) : undefined
  return typeof found?.['value'] === 'string' ? found['value'] : undefined
}
