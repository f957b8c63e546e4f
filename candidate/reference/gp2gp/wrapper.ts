import { markup, type Markup } from '../spine/markup.ts'
import { systemAuthor, transmission, type Sending } from '../spine/transmission.ts'
import { OID, type Action } from './codes.ts'

/** The transmission wrapper and control act that every GP2GP interaction has. */
export const interaction = (action: Action, sending: Sending, { acknowledgement, subject, reason }: { acknowledgement?: Markup; subject?: Markup; reason?: Markup }): string =>
  transmission(action, sending, { version: 'V3NPfIT3.1.10', acknowledgement, act: markup`${systemAuthor(sending.from)}${reason}${subject}` }).xml

/** An organisation by its ODS code, as author or destination has it. */
export const organisation = (odsCode: string): Markup =>
  markup`<AgentOrgSDS classCode="AGNT"><agentOrganizationSDS classCode="ORG" determinerCode="INSTANCE"><id root="${OID.organisation}" extension="${odsCode}"/></agentOrganizationSDS></AgentOrgSDS>`

export const patient = (nhsNumber: string): Markup => markup`<recordTarget typeCode="RCT"><patient classCode="PAT"><id root="${OID.nhsNumber}" extension="${nhsNumber}"/></patient></recordTarget>`
