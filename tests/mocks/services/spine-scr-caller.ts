import { inProcess } from '../../../mocks/kit/in-process.ts'
import { SPINE } from '../../../mocks/kit/spine-directory.ts'
import { TO_PARTY_MSH, writeEnvelope } from '../../../mocks/services/spine/ebxml.ts'
import { writeMultipart } from '../../../mocks/services/spine/mime.ts'
import { service as spine } from '../../../mocks/services/spine/service.ts'
import { EVENT_LIST_QUERY, EVENT_QUERY, HL7, LRS, OID, PSIS, PSIS_QUERY, SET_PERMISSIONS, UPDATE } from '../../../mocks/services/spine/summaries/codes.ts'
import { hl7Time } from '../../../mocks/services/spine/transmission.ts'
import { makeSummary, type SummaryDescription } from '../../../mocks/services/spine/summaries/make-summary.ts'
import { service } from '../../../mocks/services/spine/summaries/sync/service.ts'
import { readXml } from '../../../mocks/services/spine/xml.ts'

export const JOAN = '9990000018'
const PRACTICE = 'A99901'
const CERTIFICATE = { clientCertificate: { commonName: PRACTICE } }

/** The Spine with its summaries, and a practice's system that speaks HL7 V3 to it. */
export function openSpine() {
  const app = inProcess([spine, service])
  const { environment } = app
  const { directory, clock, random } = environment
  const state = environment.stateOf(service)
  const systemOf = (odsCode: string) => directory.systems.find(({ organisation }) => organisation === odsCode)!
  const uuid = () => random.uuid().toUpperCase()
  const [own, theirs] = [systemOf(PRACTICE), systemOf(SPINE)]

  const wrapper = (name: string, id: string, act: string) => {
    const device = (asid: string) => `<device classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${asid}"/></device>`
    return `<${name} xmlns="${HL7}"><id root="${id}"/><creationTime value="${hl7Time(clock.now())}"/><versionCode code="V3NPfIT4.2.00"/><interactionId root="${OID.interaction}" extension="${name}"/><processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="NE"/><communicationFunctionRcv typeCode="RCV">${device(theirs.asid)}</communicationFunctionRcv><communicationFunctionSnd typeCode="SND">${device(own.asid)}</communicationFunctionSnd><ControlActEvent classCode="CACT" moodCode="EVN">${act}</ControlActEvent></${name}>`
  }
  const system = `<author1 typeCode="AUT"><AgentSystemSDS classCode="AGNT"><agentSystemSDS classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${own.asid}"/></agentSystemSDS></AgentSystemSDS></author1>`
  const person = `<author typeCode="AUT"><AgentPersonSDS classCode="AGNT"><id root="${OID.roleProfile}" extension="555254240100"/><agentPersonSDS classCode="PSN" determinerCode="INSTANCE"><id root="${OID.user}" extension="555254239107"/></agentPersonSDS><part typeCode="PART"><partSDSRole classCode="ROL"><id root="${OID.jobRole}" extension="R8000"/></partSDSRole></part></AgentPersonSDS></author>`
  const last = () => environment.journal.read().at(-1)!

  /** Uploads a summary in a message, by default one that is as it should be. */
  async function upload(description: Partial<SummaryDescription> = {}, { messageId = uuid(), spoil = (body: string) => body, soapAction = `${PSIS}/${UPDATE}`, syncReply = true, actor = TO_PARTY_MSH, certificate = true } = {}) {
    const id = description.id ?? uuid()
    const summary = makeSummary({ nhsNumber: JOAN, ...description, id }, { random, now: clock.now() })
    const payload = wrapper(UPDATE, messageId, `${system}${person}<subject typeCode="SUBJ" contextConductionInd="false">${summary}</subject>`)
    const cpaId = directory.handlers.find(({ organisation, interaction }) => organisation === SPINE && interaction === `${PSIS}:${UPDATE}`)!.cpaId
    const payloadId = `${messageId}@spine.nhs.uk`
    const envelope = writeEnvelope({ from: own.partyKey, to: theirs.partyKey, cpaId, conversationId: messageId, service: PSIS, action: UPDATE, messageId, timestamp: new Date(clock.now()).toISOString(), duplicateElimination: true, ackRequested: actor, syncReply, references: [{ href: `cid:${payloadId}` }] })
    const { contentType, body } = writeMultipart(
      [
        { contentId: 'ebXMLHeader@spine.nhs.uk', contentType: 'text/xml', encoding: '8bit', content: envelope },
        { contentId: payloadId, contentType: 'application/xml', encoding: '8bit', content: payload },
      ],
      '--=_MIME-Boundary',
    )
    const response = await app.fetch(`${app.baseUrl}/reliablemessaging/reliablerequest`, { method: 'POST', headers: { 'content-type': contentType, soapaction: soapAction }, body: spoil(body) }, certificate ? CERTIFICATE : {})
    return { status: response.status, text: await response.text(), messageId, id }
  }

  async function ask(serviceName: string, interaction: string, act: string, { spoil = (body: string) => body, certificate = true } = {}) {
    const id = uuid()
    const action = `${serviceName}/${interaction}`
    const device = (asid: string) => `<device><id root="${OID.asid}" extension="${asid}"/></device>`
    const body = `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns="${HL7}"><SOAP-ENV:Header><wsa:MessageID>uuid:${id}</wsa:MessageID><wsa:Action>${action}</wsa:Action><wsa:To>x</wsa:To><communicationFunctionRcv>${device(theirs.asid)}</communicationFunctionRcv><communicationFunctionSnd>${device(own.asid)}</communicationFunctionSnd></SOAP-ENV:Header><SOAP-ENV:Body>${wrapper(interaction, id, act)}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
    const response = await app.fetch(`${app.baseUrl}/sync-service`, { method: 'POST', headers: { 'content-type': 'text/xml', soapaction: action }, body: spoil(body) }, certificate ? CERTIFICATE : {})
    const text = await response.text()
    return { status: response.status, text, root: text === '' ? undefined : readXml(text) }
  }
  const number = (nhsNumber: string) => `<nHSNumber><value root="${OID.nhsNumber}" extension="${nhsNumber}"/><semanticsText>NHSNumber</semanticsText></nHSNumber>`
  const override = `<dissentOverride><value code="0" codeSystem="${OID.dissentOverride}"/><semanticsText>DissentOverride</semanticsText></dissentOverride>`
  const list = (nhsNumber = JOAN, how = {}) => ask(PSIS_QUERY, EVENT_LIST_QUERY, `${system}<query>${override}${number(nhsNumber)}</query>`, how)
  const read = (id: string, nhsNumber = JOAN, how = {}) => ask(PSIS_QUERY, EVENT_QUERY, `${system}<query>${override}<eventRecord><value root="${id}"/><semanticsText>EventRecord</semanticsText></eventRecord>${number(nhsNumber)}</query>`, how)
  const permit = (permission: string, nhsNumber = JOAN, how = {}) =>
    ask(
      LRS,
      SET_PERMISSIONS,
      `${person}${system}<crs:setResourcePermissionsRequest xmlns:crs="http://national.carerecords.nhs.uk/schema/crs/"><crs:permissions><crs:resourceContext root="${OID.nhsNumber}" extension="${nhsNumber}"/><crs:accessControlAssertion><crs:permission>${permission}</crs:permission><crs:userData/><crs:resource><crs:type>SCR</crs:type><crs:Id>${nhsNumber}</crs:Id></crs:resource><crs:function><crs:context>Consent</crs:context><crs:code>View</crs:code></crs:function><crs:accessor><crs:type>Everyone</crs:type><crs:accessorId><crs:name>Everyone</crs:name></crs:accessorId></crs:accessor></crs:accessControlAssertion></crs:permissions></crs:setResourcePermissionsRequest>`,
      how,
    )
  return { app, environment, state, upload, list, read, permit, uuid, last, rules: () => last().violations.map(({ rule }) => rule) }
}
