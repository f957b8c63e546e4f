import { behaviour } from '../../behaviour.ts'
import { markup, type Markup } from '../../spine/markup.ts'
import { transmission, type Sending } from '../../spine/transmission.ts'
import type { Work } from '../../work.ts'
import { OID } from './codes.ts'

/** The person in whose name something is said, in their role. */
export const personAuthor = behaviour('summaries.personAuthor', ({ session, role }: Work): Markup =>
  markup`<author typeCode="AUT"><AgentPersonSDS classCode="AGNT"><id root="${OID.roleProfile}" extension="${role.id}"/><agentPersonSDS classCode="PSN" determinerCode="INSTANCE"><id root="${OID.user}" extension="${session.user.id}"/></agentPersonSDS><part typeCode="PART"><partSDSRole classCode="ROL"><id root="${OID.jobRole}" extension="${role.code.split(':').at(-1)}"/></partSDSRole></part></AgentPersonSDS></author>`,
)

/** An interaction with its wrapper. `act` is what stands in its control act. */
export const interaction = (name: string, sending: Sending, { version = 'V3NPfIT4.2.00', ...more }: { act: Markup; classCode?: 'CACT' | 'ALRT'; version?: string }): Markup => transmission(name, sending, { version, ...more })
