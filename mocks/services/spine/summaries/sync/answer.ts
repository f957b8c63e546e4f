import type { Call } from '../../../../kit/call.ts'
import { text, type Reply } from '../../../../kit/reply.ts'
import { SPINE } from '../../../../kit/spine-directory.ts'
import { SOAP } from '../../ebxml.ts'
import { markup, type Markup } from '../../markup.ts'
import type { SpineState } from '../../state.ts'
import { EVENT, EVENT_LIST, HL7, LRS, OID, PSIS_QUERY, PSIS_RESPONSE, QUERY_ACKNOWLEDGEMENT, ACKNOWLEDGEMENT, type Issue } from '../codes.ts'
import { hl7Time, parties } from '../../transmission.ts'
import { answerInteraction } from '../interaction.ts'
import type { HeldSummary, Permission } from '../state.ts'
import type { SyncRequest } from './request.ts'

const WSA = 'http://schemas.xmlsoap.org/ws/2004/08/addressing'
const CRS = 'http://national.carerecords.nhs.uk/schema/crs/'

interface Answer {
  service: string
  /** Element round the interaction. */
  wrapper: string
  interaction: string
  issues?: readonly Issue[]
  content?: Markup
}

function soap(call: Call<SpineState>, { messageId, from }: SyncRequest, { service, wrapper, interaction, issues = [], content }: Answer): Reply {
  const { clock, directory, random } = call.environment
  const spine = directory.systems.find(({ organisation }) => organisation === SPINE)?.asid ?? ''
  const answering = { id: random.uuid().toUpperCase(), about: messageId, from: spine, to: from, now: clock.now() }
  const element = { open: { xml: `<${wrapper}>` }, close: { xml: `</${wrapper}>` } }
  const body = markup`<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:wsa="${WSA}" xmlns="${HL7}" xmlns:crs="${CRS}" xmlns:psis="${PSIS_RESPONSE}">
    <SOAP-ENV:Header>
      <wsa:MessageID>uuid:${answering.id}</wsa:MessageID><wsa:Action>${service}/${interaction}</wsa:Action><wsa:To/>
      <wsa:From><wsa:Address>${call.baseUrl}/sync-service</wsa:Address></wsa:From>
      ${parties(answering)}
      <wsa:RelatesTo>uuid:${messageId}</wsa:RelatesTo>
    </SOAP-ENV:Header>
    <SOAP-ENV:Body>${element.open}${answerInteraction(interaction, answering, { issues, content })}${element.close}</SOAP-ENV:Body>
  </SOAP-ENV:Envelope>`.xml
  return text(200, `<?xml version="1.0" encoding="UTF-8"?>\n${body}`, 'text/xml')
}

const queryAck = (code: 'OK' | 'ID') => markup`<queryAck type="QueryAck"><queryResponseCode code="${code}"/></queryAck>`
const recordTarget = (nhsNumber: string) => markup`<psis:recordTarget><psis:patient><psis:id root="${OID.nhsNumber}" extension="${nhsNumber}"/></psis:patient></psis:recordTarget>`

const event = ({ id, receivedAt }: HeldSummary, more: Markup): Markup => markup`<psis:event>
  <psis:eventID root="${id}"/><psis:payloadID root="${OID.interaction}" extension="REPC_MT150007UK05"/><psis:persistenceDate value="${hl7Time(receivedAt)}"/>
  <psis:eventStatus codeSystem="${OID.eventStatus}" code="1" displayName="Normal"/><psis:eventType codeSystem="${OID.snomed}" code="196981000000101" displayName="General Practice Summary"/>
  ${more}
</psis:event>`

const author = ({ author: { userId, roleId, name }, receivedAt }: HeldSummary): Markup =>
  markup`<psis:author><author typeCode="AUT" contextControlCode="OP"><time value="${hl7Time(receivedAt)}"/><UKCT_MT160018UK01.AgentPersonSDS classCode="AGNT"><id root="${OID.roleProfile}" extension="${roleId}"/><agentPersonSDS classCode="PSN" determinerCode="INSTANCE"><id root="${OID.user}" extension="${userId}"/><name>${name}</name></agentPersonSDS></UKCT_MT160018UK01.AgentPersonSDS></author></psis:author>`

const assertion = (nhsNumber: string, code: 'Store' | 'View', permission: Permission): Markup =>
  markup`<accessControlAssertion><permission>${permission}</permission><resource><type>SCR</type><Id>${nhsNumber}</Id></resource><function><context>Consent</context><code>${code}</code></function><accessor><type>Everyone</type><accessorId><name>Everyone</name></accessorId></accessor></accessControlAssertion>`

/** The summaries of a patient, the latest first, and what access control has about them. Nothing was ever said: no assertion. */
export function eventList(call: Call<SpineState>, request: SyncRequest, held: readonly HeldSummary[], permission: Permission): Reply {
  const { nhsNumber } = request
  const assertions = permission === 'Clear' ? [] : [assertion(nhsNumber, 'Store', permission), assertion(nhsNumber, 'View', permission)]
  const content = markup`<subject typeCode="SUBJ"><psis:queryResponseEventList>${recordTarget(nhsNumber)}${held.toReversed().map((each) => event(each, author(each)))}<permissions><resourceContext root="${OID.nhsNumber}" extension="${nhsNumber}"/>${assertions}</permissions></psis:queryResponseEventList></subject>${queryAck('OK')}`
  return soap(call, request, { service: PSIS_QUERY, wrapper: 'eventListQueryResponse', interaction: EVENT_LIST, content })
}

/** One summary, as it came. */
export function eventAnswer(call: Call<SpineState>, request: SyncRequest, summary: HeldSummary): Reply {
  const content = markup`<subject typeCode="SUBJ"><psis:queryResponseEvent>${recordTarget(request.nhsNumber)}${event(summary, markup`<psis:hl7Data>${{ xml: summary.xml }}</psis:hl7Data>`)}</psis:queryResponseEvent></subject>${queryAck('OK')}`
  return soap(call, request, { service: PSIS_QUERY, wrapper: 'eventQueryResponse', interaction: EVENT, content })
}

/** Why a query is not answered. */
export const queryIssues = (call: Call<SpineState>, request: SyncRequest, wrapper: 'eventListQueryResponse' | 'eventQueryResponse', issues: readonly Issue[]): Reply =>
  soap(call, request, { service: PSIS_QUERY, wrapper, interaction: QUERY_ACKNOWLEDGEMENT, issues, content: queryAck('ID') })

/** What became of a permission. */
export const permissionAnswer = (call: Call<SpineState>, request: SyncRequest, issues: readonly Issue[] = []): Reply =>
  soap(call, request, { service: LRS, wrapper: 'setResourcePermissionsResponse', interaction: ACKNOWLEDGEMENT, issues })
