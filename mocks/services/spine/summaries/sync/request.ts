import type { Violation } from '../../../../../config/evidence.ts'
import type { Call } from '../../../../kit/call.ts'
import { refuse } from '../../../../kit/refusal.ts'
import { empty } from '../../../../kit/reply.ts'
import { SPINE } from '../../../../kit/spine-directory.ts'
import { SOAP } from '../../ebxml.ts'
import { soapFault } from '../../errors.ts'
import { wrapperFlaws } from '../../gp2gp/structure.ts'
import type { SpineState } from '../../state.ts'
import { all, at, readXml, type XmlElement } from '../../xml.ts'
import { EVENT_LIST_QUERY, EVENT_QUERY, LRS, OID, PSIS_QUERY, SET_PERMISSIONS } from '../codes.ts'
import { PERMISSIONS } from '../state.ts'

const CLAUSE = 'Spine external interface specification: synchronous web services'

/** Services by the interaction that is asked. */
const SERVICES: Readonly<Record<string, string>> = { [EVENT_LIST_QUERY]: PSIS_QUERY, [EVENT_QUERY]: PSIS_QUERY, [SET_PERMISSIONS]: LRS }

/** What is asked of the Spine, and by whom. */
export interface SyncRequest {
  interaction: string
  /** In capitals, without `uuid:`. */
  messageId: string
  /** ASID of the practice's system. */
  from: string
  nhsNumber: string
  /** Of a query for one summary, its id in capitals. */
  eventId?: string
  /** Of a permission: what is permitted, as it came. */
  permission?: string
}

/** Reads a request, or refuses it: what is no SOAP with 400, what is for nobody or comes from nobody that is accredited with a SOAP fault. */
export function readRequest(call: Call<SpineState>): SyncRequest {
  const wrong = (rule: string, detail: string, pointer: string): never => refuse(soapFault('systemFailure'), { rule, detail, clause: CLAUSE, pointer })
  const root = readBody(call)
  const header = at(root, 'Header')
  const action = at(header, 'Action')?.text ?? ''
  const payload = at(root, 'Body')?.children[0]
  const interaction = action.slice(action.lastIndexOf('/') + 1)
  const service = SERVICES[interaction]
  if (service === undefined || action !== `${service}/${interaction}`) return wrong('action', `nothing is asked by ${action || 'no wsa:Action'}`, 'wsa:Action')
  const soapAction = (call.header('soapaction') ?? '').replaceAll('"', '')
  if (soapAction !== action) wrong('soap-action', `SOAPAction is ${soapAction || 'missing'}, expected ${action}`, 'soapaction')
  if (payload?.name !== interaction) return wrong('interaction', `the body is ${payload?.name ?? 'empty'}, the action ${interaction}`, 'Body')
  const messageId = /^uuid:([0-9A-F-]{36})$/.exec(at(header, 'MessageID')?.text ?? '')?.[1]
  if (messageId === undefined) return wrong('message-id', `wsa:MessageID is ${at(header, 'MessageID')?.text ?? 'missing'}, expected uuid: and a UUID in capitals`, 'wsa:MessageID')

  const { systems } = call.environment.directory
  const asidIn = (element: XmlElement | undefined, side: string) => at(element, side, 'device', 'id')?.attributes['extension'] ?? ''
  const from = asidIn(payload, 'communicationFunctionSnd')
  const to = asidIn(payload, 'communicationFunctionRcv')
  if (!systems.some(({ asid, interactions }) => asid === from && interactions.includes(`${service}:${interaction}`))) wrong('from-asid', `${from || 'no ASID'} is not accredited for ${service}:${interaction}`, 'communicationFunctionSnd')
  if (!systems.some(({ asid, organisation }) => asid === to && organisation === SPINE)) wrong('to-asid', `${to || 'no ASID'} is not the Spine's`, 'communicationFunctionRcv')
  for (const flaw of [...wrapperFlaws(payload, CLAUSE), ...headerFlaws(header, { from, to, messageId }, payload)]) call.note(flaw)
  return { interaction, messageId, from, ...(interaction === SET_PERMISSIONS ? permissionIn(call, payload) : queryIn(call, payload, interaction)) }
}

function readBody(call: Call<SpineState>): XmlElement {
  const refused = (detail: string): never => refuse(empty(400), { rule: 'not-well-formed', detail, clause: CLAUSE, pointer: 'body' })
  const read = () => {
    try {
      return readXml(call.text)
    } catch (thrown) {
      return refused(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }
  const root = read()
  return root.name === 'Envelope' && root.namespace === SOAP ? root : refused('this is no SOAP envelope')
}

function headerFlaws(header: XmlElement | undefined, { from, to, messageId }: { from: string; to: string; messageId: string }, payload: XmlElement): Violation[] {
  const flaws: Violation[] = []
  const flaw = (rule: string, detail: string, pointer: string) => flaws.push({ rule, detail, clause: CLAUSE, pointer })
  const asidOf = (side: string) => at(header, side, 'device', 'id')?.attributes['extension']
  if (asidOf('communicationFunctionSnd') !== from || asidOf('communicationFunctionRcv') !== to) flaw('header-asids', 'the ASIDs of the SOAP header are not those of the message', 'Header')
  if (at(payload, 'id')?.attributes['root'] !== messageId) flaw('message-id', 'wsa:MessageID is not the id of the message', 'wsa:MessageID')
  return flaws
}

/** What a query asks after. Source: published queries of the Summary Care Record FHIR API towards the Spine. */
function queryIn(call: Call<SpineState>, payload: XmlElement, interaction: string): Pick<SyncRequest, 'nhsNumber' | 'eventId'> {
  const query = at(payload, 'ControlActEvent', 'query')
  const value = (name: string, root: string) => {
    const attributes = at(query, name, 'value')?.attributes
    return attributes?.['root'] === root ? (attributes['extension'] ?? '') : ''
  }
  const override = at(query, 'dissentOverride', 'value')?.attributes
  if (override?.['codeSystem'] !== OID.dissentOverride) call.note({ rule: 'dissent-override', detail: 'the query does not say whether dissent is overridden', clause: CLAUSE, pointer: 'query/dissentOverride' })
  const eventId = at(query, 'eventRecord', 'value')?.attributes['root']?.toUpperCase()
  if (interaction === EVENT_QUERY && eventId === undefined) call.note({ rule: 'event-record', detail: 'the query does not say which summary it asks for', clause: CLAUSE, pointer: 'query/eventRecord' })
  return { nhsNumber: value('nHSNumber', OID.nhsNumber), ...(eventId !== undefined && { eventId }) }
}

/** What a permission says: one assertion about viewing the Summary Care Record, made by a person. */
function permissionIn(call: Call<SpineState>, payload: XmlElement): Pick<SyncRequest, 'nhsNumber' | 'permission'> {
  const note = (rule: string, detail: string, pointer: string) => call.note({ rule, detail, clause: 'SET_RESOURCE_PERMISSIONS_INUK01, setResourcePermissionsRequest 0.4', pointer })
  const act = at(payload, 'ControlActEvent')
  const author = at(act, 'author', 'AgentPersonSDS')
  if (at(author, 'id')?.attributes['extension'] === undefined || at(author, 'agentPersonSDS', 'id')?.attributes['extension'] === undefined) note('author', 'nobody is named who was told of the permission', 'ControlActEvent/author')
  const permissions = at(act, 'setResourcePermissionsRequest', 'permissions')
  const context = at(permissions, 'resourceContext')?.attributes
  const assertions = all(permissions, 'accessControlAssertion')
  const [assertion] = assertions
  if (assertions.length !== 1) note('assertion', `there are ${assertions.length} assertions, expected one`, 'accessControlAssertion')
  const text = (...path: string[]) => at(assertion, ...path)?.text ?? ''
  const permission = text('permission')
  const expected: [string[], string][] = [[['resource', 'type'], 'SCR'], [['function', 'context'], 'Consent'], [['function', 'code'], 'View'], [['accessor', 'type'], 'Everyone']]
  for (const [path, words] of expected) if (assertion && text(...path) !== words) note('assertion', `${path.join('/')} is ${text(...path) || 'missing'}, expected ${words}`, path.join('/'))
  const nhsNumber = context?.['root'] === OID.nhsNumber ? (context['extension'] ?? '') : ''
  if (text('resource', 'Id') !== nhsNumber) note('assertion', 'the resource is not the summary of the patient in the context', 'resource/Id')
  if (!PERMISSIONS.some((each) => each === permission)) note('permission', `${permission || 'nothing'} is not one of ${PERMISSIONS.join(', ')}`, 'permission')
  return { nhsNumber, permission }
}
