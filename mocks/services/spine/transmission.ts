import { markup, type Markup } from './markup.ts'

/** Object identifiers in the wrapper of every HL7 V3 message. */
export const WRAPPER_OID = {
  interaction: '2.16.840.1.113883.2.1.3.2.4.12',
  asid: '1.2.826.0.1285.0.2.0.107',
} as const

/** Which system sends an interaction to which, under which id and when. */
export interface Sending {
  id: string
  /** ASIDs. */
  from: string
  to: string
  /** Epoch ms. */
  now: number
}

/** A point in time as HL7 V3 writes it: yyyyMMddHHmmss. */
export const hl7Time = (ms: number): string => new Date(ms).toISOString().replaceAll(/\D/g, '').slice(0, 14)

const device = (asid: string): Markup => markup`<device classCode="DEV" determinerCode="INSTANCE"><id root="${WRAPPER_OID.asid}" extension="${asid}"/></device>`

/** Receiver and sender, as they stand in an interaction and in the header of a SOAP message. */
export const parties = ({ from, to }: Pick<Sending, 'from' | 'to'>): Markup =>
  markup`<communicationFunctionRcv typeCode="RCV">${device(to)}</communicationFunctionRcv><communicationFunctionSnd typeCode="SND">${device(from)}</communicationFunctionSnd>`

/** The system that says something, as its author. */
export const systemAuthor = (asid: string): Markup =>
  markup`<author1 typeCode="AUT"><AgentSystemSDS classCode="AGNT"><agentSystemSDS classCode="DEV" determinerCode="INSTANCE"><id root="${WRAPPER_OID.asid}" extension="${asid}"/></agentSystemSDS></AgentSystemSDS></author1>`

/** An interaction with its wrapper. `act` is what stands in its control act. `standalone`: nothing stands round it that has its namespace. */
export function transmission(
  name: string,
  { id, from, to, now }: Sending,
  { version, acknowledgement, act, classCode = 'CACT', standalone = true }: { version: string; acknowledgement?: Markup | undefined; act: Markup; classCode?: 'CACT' | 'ALRT'; standalone?: boolean },
): Markup {
  const root = { open: { xml: `<${name}${standalone ? ' xmlns="urn:hl7-org:v3"' : ''}>` }, close: { xml: `</${name}>` } }
  return markup`${root.open}
    <id root="${id}"/>
    <creationTime value="${hl7Time(now)}"/>
    <versionCode code="${version}"/>
    <interactionId root="${WRAPPER_OID.interaction}" extension="${name}"/>
    <processingCode code="P"/>
    <processingModeCode code="T"/>
    <acceptAckCode code="NE"/>
    ${acknowledgement}
    ${parties({ from, to })}
    <ControlActEvent classCode="${classCode}" moodCode="EVN">${act}</ControlActEvent>
  ${root.close}`
}
