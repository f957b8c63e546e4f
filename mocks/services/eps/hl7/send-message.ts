import { hl7DateTime } from '../dates.ts'
import { globalId, id, OID } from './codes.ts'
import { el, inHl7, type Element } from './element.ts'

/** Who sends a message to Spine: SDS user id and role profile id of the signed-in user. */
export interface Sender {
  userId: string
  roleId: string
}

/** Accredited system ids of the sandbox, which its published messages carry. */
const TO_ASID = '567456789789'
const FROM_ASID = '200000001285'

/** The HL7 V3 transmission wrapper and control act around a message. */
export function sendMessage(interaction: string, messageId: string, when: number, sender: Sender, subject: Element): Element {
  const author = el(
    'AgentPersonSDS',
    { classCode: 'AGNT' },
    id(OID.role, sender.roleId),
    el('agentPersonSDS', { classCode: 'PSN', determinerCode: 'INSTANCE' }, id(OID.user, sender.userId)),
    el('part', { typeCode: 'PART' }, el('partSDSRole', { classCode: 'ROL' }, id(OID.jobRole, 'UNKNOWN'))),
  )
  const message = el(
    interaction,
    {},
    globalId(messageId),
    el('creationTime', { value: hl7DateTime(when) }),
    el('versionCode', { code: 'V3NPfIT4.2.00' }),
    el('interactionId', id(OID.interaction, interaction).attributes),
    el('processingCode', { code: 'P' }),
    el('processingModeCode', { code: 'T' }),
    el('acceptAckCode', { code: 'NE' }),
    el('communicationFunctionRcv', {}, device('device', TO_ASID)),
    el('communicationFunctionSnd', {}, device('device', FROM_ASID)),
    el(
      'ControlActEvent',
      { classCode: 'CACT', moodCode: 'EVN' },
      el('author', { typeCode: 'AUT' }, author),
      el('author1', { typeCode: 'AUT' }, el('AgentSystemSDS', { classCode: 'AGNT' }, device('agentSystemSDS', FROM_ASID))),
      el('subject', {}, subject),
    ),
  )
  return inHl7(message)
}

function device(name: string, asid: string): Element {
  return el(name, { classCode: 'DEV', determinerCode: 'INSTANCE' }, id(OID.system, asid))
}
