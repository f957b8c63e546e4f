import { hl7Time } from '../gp2gp/wrapper.ts'
import { attribute, markup, type Markup } from '../markup.ts'
import { HL7, OID, type Issue } from './codes.ts'

/** Who says something to whom about which message, and when. */
export interface Answering {
  id: string
  /** Id of the message that is answered. */
  about: string
  /** ASIDs: the Spine's and the practice's. */
  from: string
  to: string
  /** Epoch ms. */
  now: number
}

const device = (asid: string): Markup => markup`<device classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${asid}"/></device>`

/** Sender and receiver, as they stand in an interaction and in the header of a SOAP answer. */
export const parties = ({ from, to }: Pick<Answering, 'from' | 'to'>): Markup =>
  markup`<communicationFunctionRcv typeCode="RCV">${device(to)}</communicationFunctionRcv><communicationFunctionSnd typeCode="SND">${device(from)}</communicationFunctionSnd>`

const reason = ({ code, display, qualifier }: Issue): Markup =>
  markup`<reason typeCode="RSON"><justifyingDetectedIssueEvent classCode="ALRT" moodCode="EVN"><code code="${code}" codeSystem="${OID.issue}" displayName="${display}"><qualifier code="${qualifier}"/></code></justifyingDetectedIssueEvent></reason>`

/** An interaction with which the Spine answers: AA where it found nothing, AE with what it found. */
export function answerInteraction(name: string, answering: Answering, { issues = [], content }: { issues?: readonly Issue[]; content?: Markup | undefined }, standalone = false): Markup {
  const { id, about, from, now } = answering
  const root = { open: { xml: `<${name}${standalone ? attribute('xmlns', HL7)!.xml : ''}>` }, close: { xml: `</${name}>` } }
  return markup`${root.open}
    <id root="${id}"/>
    <creationTime value="${hl7Time(now)}"/>
    <versionCode code="V3NPfIT4.2.00"/>
    <interactionId root="${OID.interaction}" extension="${name}"/>
    <processingCode code="P"/>
    <processingModeCode code="T"/>
    <acceptAckCode code="NE"/>
    <acknowledgement typeCode="${issues.length === 0 ? 'AA' : 'AE'}"><messageRef><id root="${about}"/></messageRef></acknowledgement>
    ${parties(answering)}
    <ControlActEvent classCode="CACT" moodCode="EVN">
      <author1 typeCode="AUT"><AgentSystemSDS classCode="AGNT"><agentSystemSDS classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${from}"/></agentSystemSDS></AgentSystemSDS></author1>
      ${issues.map(reason)}
      ${content}
    </ControlActEvent>
  ${root.close}`
}
