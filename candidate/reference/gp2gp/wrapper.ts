import { markup, type Markup } from '../spine/markup.ts'
import { OID, type Action } from './codes.ts'

/** Who sends an interaction to whom, under which id and when. */
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

const device = (asid: string): Markup => markup`<device classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${asid}"/></device>`

/** The transmission wrapper and control act that every GP2GP interaction has. */
export function interaction(action: Action, { id, from, to, now }: Sending, { acknowledgement, subject, reason }: { acknowledgement?: Markup; subject?: Markup; reason?: Markup }): string {
  const root = { open: { xml: `<${action} xmlns="urn:hl7-org:v3">` }, close: { xml: `</${action}>` } }
  return markup`${root.open}
    <id root="${id}"/>
    <creationTime value="${hl7Time(now)}"/>
    <versionCode code="V3NPfIT3.1.10"/>
    <interactionId root="${OID.interaction}" extension="${action}"/>
    <processingCode code="P"/>
    <processingModeCode code="T"/>
    <acceptAckCode code="NE"/>
    ${acknowledgement}
    <communicationFunctionRcv typeCode="RCV">${device(to)}</communicationFunctionRcv>
    <communicationFunctionSnd typeCode="SND">${device(from)}</communicationFunctionSnd>
    <ControlActEvent classCode="CACT" moodCode="EVN">
      <author1 typeCode="AUT"><AgentSystemSDS classCode="AGNT"><agentSystemSDS classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${from}"/></agentSystemSDS></AgentSystemSDS></author1>
      ${reason}
      ${subject}
    </ControlActEvent>
  ${root.close}`.xml
}

/** An organisation by its ODS code, as author or destination has it. */
export const organisation = (odsCode: string): Markup =>
  markup`<AgentOrgSDS classCode="AGNT"><agentOrganizationSDS classCode="ORG" determinerCode="INSTANCE"><id root="${OID.organisation}" extension="${odsCode}"/></agentOrganizationSDS></AgentOrgSDS>`

export const patient = (nhsNumber: string): Markup => markup`<recordTarget typeCode="RCT"><patient classCode="PAT"><id root="${OID.nhsNumber}" extension="${nhsNumber}"/></patient></recordTarget>`
