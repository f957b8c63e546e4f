import { list, object, text, type Json } from './json.ts'
import { reject } from './errors.ts'
import alertCodes from './alert-codes.json' with { type: 'json' }
import { SYSTEM } from './systems.ts'

const CLAUSE = 'SCR FHIR API: Send a privacy alert message (POST /AuditEvent)'

const fail = (words: string, pointer?: string): never => reject(words, 'alert', CLAUSE, pointer)

/** Stops an alert at the first thing the service objects to, in its order; gives what the alert says. */
export function checkAlert(event: Json): { nhsNumber: string; organisation: string; type: string; reason: string } {
  if (event['resourceType'] !== 'AuditEvent') fail(`Incorrect resource type found, expected "AuditEvent" but found "${String(event['resourceType'])}"`)
  if (!text(event['id'])) fail("'id' element is missing'", '/id')
  const extensions = list(event['extension']).map(object).filter(({ url }) => url === SYSTEM.notification)
  if (extensions.length !== 1) fail(`Expecting exactly one 'extension' element with URL: '${SYSTEM.notification}'`, '/extension')
  if (!text(extensions[0]!['valueString'])) fail(`'valueString' for 'extension' '${SYSTEM.notification}' is missing`, '/extension')
  const type = checkType(object(event['type']))
  const reason = checkReason(list(event['subtype']).map(object))
  if ((alertCodes.forbidden as Record<string, string[]>)[type]?.includes(reason)) fail(`Invalid combination of alert type '${type}' and alert subtype '${reason}'.`, '/subtype')
  if (!text(event['recorded'])) fail("'recorded' element missing", '/recorded')
  const entities = list(event['entity'])
  if (entities.length !== 1) fail("Expecting exactly one 'entity' element", '/entity')
  if (!text(object(object(object(entities[0])['what'])['identifier'])['value'])) fail("Invalid or missing value in field 'entity.what.identifier.value'", '/entity')

  const agents = list(event['agent']).map(object)
  const nhsNumber = checkAgent(agents, SYSTEM.nhsNumber).value
  const organisation = checkAgent(agents, SYSTEM.odsCode).value
  checkRoles(list(checkAgent(agents, SYSTEM.sdsUser).agent['role']).map(object))
  return { nhsNumber, organisation, type, reason }
}

function checkType({ system, code, display }: Json): string {
  if (system !== SYSTEM.alertType) fail(`'Type' element for '${SYSTEM.alertType}' system missing`, '/type')
  if (!alertCodes.types.includes(String(code))) fail(`Invalid or missing value in field 'type.code'. Supported values are: ${alertCodes.types.join(', ')}`, '/type/code')
  if (!text(display)) fail("Missing value 'type.display'", '/type/display')
  return String(code)
}

function checkReason(subtypes: Json[]): string {
  if (subtypes.length !== 1) fail("Expecting exactly one 'subtype' element", '/subtype')
  const { system, code, display } = subtypes[0]!
  if (system !== SYSTEM.alertReason) fail(`Invalid or missing value in field 'subtype.system'. Supported value is: ${SYSTEM.alertReason}`, '/subtype/0/system')
  if (!alertCodes.reasons.includes(String(code))) fail(`Invalid or missing value in field 'subtype.code'. Supported values are: ${alertCodes.reasons.join(', ')}`, '/subtype/0/code')
  if (!text(display)) fail("Missing value 'subtype.display'", '/subtype/0/display')
  return String(code)
}

function checkAgent(agents: Json[], system: string): { agent: Json; value: string } {
  const found = agents.filter((agent) => {
    const identifier = object(object(agent['who'])['identifier'])
    return identifier['system'] === system && text(identifier['value'])
  })
  if (found.some(({ requestor }) => requestor !== false)) fail(`Missing or unsupported 'requestor' value for 'agent' with 'who.identifier.system' '${system}'`, '/agent')
  if (found.length > 1) fail(`Expecting exactly one 'agent' entry with 'who.identifier.system' '${system}' and non-empty 'value'`, '/agent')
  const agent = found[0] ?? fail(`Missing 'agent' entry with 'who.identifier.system' '${system}' and non-empty 'value'`, '/agent')
  return { agent, value: String(object(object(agent['who'])['identifier'])['value']) }
}

function checkRoles(roles: Json[]): void {
  if (roles.length === 0) fail(`Expecting at least one 'role' for 'agent' entry with system ${SYSTEM.sdsUser}`, '/agent')
  for (const role of roles) {
    if (!text(role['text']) && list(role['coding']).length === 0) fail(`Expecting at least one non empty 'role' for 'agent' entry with system ${SYSTEM.sdsUser}`, '/agent')
  }
}
