import { behaviour } from '../../behaviour.ts'
import { hl7Time } from '../../gp2gp/wrapper.ts'
import { markup, type Markup } from '../../spine/markup.ts'
import type { Work } from '../../work.ts'
import { OID } from './codes.ts'

/** Under which id, by which system to which (ASIDs), and when something is said. */
export interface Saying {
  id: string
  from: string
  to: string
  /** Epoch ms. */
  now: number
}

const device = (asid: string): Markup => markup`<device classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${asid}"/></device>`

/** Receiver and sender. */
export const parties = ({ from, to }: Pick<Saying, 'from' | 'to'>): Markup =>
  markup`<communicationFunctionRcv typeCode="RCV">${device(to)}</communicationFunctionRcv><communicationFunctionSnd typeCode="SND">${device(from)}</communicationFunctionSnd>`

/** The system that says something, as its author. */
export const systemAuthor = (asid: string): Markup =>
  markup`<author1 typeCode="AUT"><AgentSystemSDS classCode="AGNT"><agentSystemSDS classCode="DEV" determinerCode="INSTANCE"><id root="${OID.asid}" extension="${asid}"/></agentSystemSDS></AgentSystemSDS></author1>`

/** The person in whose name something is said, in their role. */
export const personAuthor = behaviour('summaries.personAuthor', ({ session, role }: Work): Markup =>
  markup`<author typeCode="AUT"><AgentPersonSDS classCode="AGNT"><id root="${OID.roleProfile}" extension="${role.id}"/><agentPersonSDS classCode="PSN" determinerCode="INSTANCE"><id root="${OID.user}" extension="${session.user.id}"/></agentPersonSDS><part typeCode="PART"><partSDSRole classCode="ROL"><id root="${OID.jobRole}" extension="${role.code.split(':').at(-1)}"/></partSDSRole></part></AgentPersonSDS></author>`,
)

/** An interaction with its wrapper. `act` is what stands in its control act. */
export function interaction(name: string, { id, from, to, now }: Saying, { act, classCode = 'CACT', version = 'V3NPfIT4.2.00' }: { act: Markup; classCode?: 'CACT' | 'ALRT'; version?: string }): Markup {
  const root = { open: { xml: `<${name} xmlns="urn:hl7-org:v3">` }, close: { xml: `</${name}>` } }
  return markup`${root.open}
    <id root="${id}"/>
    <creationTime value="${hl7Time(now)}"/>
    <versionCode code="${version}"/>
    <interactionId root="${OID.interaction}" extension="${name}"/>
    <processingCode code="P"/>
    <processingModeCode code="T"/>
    <acceptAckCode code="NE"/>
    ${parties({ from, to })}
    <ControlActEvent classCode="${classCode}" moodCode="EVN">${act}</ControlActEvent>
  ${root.close}`
}
