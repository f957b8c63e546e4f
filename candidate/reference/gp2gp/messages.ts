import { markup } from '../spine/markup.ts'
import { ACTION, OID, wordsFor } from './codes.ts'
import { hl7Time, type Sending } from '../spine/transmission.ts'
import { interaction, organisation, patient } from './wrapper.ts'

/** RCMR_IN010000UK05: a practice asks for the record of a patient who has come to it. */
export const ehrRequest = (sending: Sending, { requestId, nhsNumber, author, destination }: { requestId: string; nhsNumber: string; author: string; destination: string }): string =>
  interaction(ACTION.request, sending, {
    subject: markup`<subject typeCode="SUBJ" contextConductionInd="false"><EhrRequest classCode="EXTRACT" moodCode="RQO"><id root="${requestId}"/>${patient(nhsNumber)}<author typeCode="AUT">${organisation(author)}</author><destination typeCode="DST">${organisation(destination)}</destination></EhrRequest></subject>`,
  })

/** MCCI_IN010000UK13: what became of a message. `code` for anything but AA. */
export function acknowledgement(sending: Sending, { typeCode, messageRef, code }: { typeCode: 'AA' | 'AE' | 'AR'; messageRef: string; code?: string }): string {
  const display = code === undefined ? '' : wordsFor(code)
  const detail = code === undefined ? undefined : markup`<acknowledgementDetail typeCode="ER"><code code="${code}" codeSystem="${OID.response}" displayName="${display}"/></acknowledgementDetail>`
  const reason =
    code === undefined
      ? undefined
      : markup`<reason typeCode="RSON"><justifyingDetectedIssueEvent classCode="ALRT" moodCode="EVN"><code code="${code}" codeSystem="${OID.response}" displayName="${display}"><qualifier inverted="false"><value code="ER" codeSystem="${OID.responseQualifier}"/></qualifier></code></justifyingDetectedIssueEvent></reason>`
  return interaction(ACTION.acknowledgement, sending, {
    acknowledgement: markup`<acknowledgement typeCode="${typeCode}">${detail}<messageRef><id root="${messageRef}"/></messageRef></acknowledgement>`,
    ...(reason && { reason }),
  })
}

/** The envelope that every COPC payload has around what it says. */
interface Copc {
  code: string
  codeDisplay: string
  bodyCode: string
  bodyDisplay: string
  messageType: string
  subject: string
  from: string
  recipient: string
}

const copc = (sending: Sending, { code, codeDisplay, bodyCode, bodyDisplay, messageType, subject, from, recipient }: Copc, body: ReturnType<typeof markup>): string =>
  interaction(ACTION.part, sending, {
    subject: markup`<subject typeCode="SUBJ" contextConductionInd="false"><PayloadInformation classCode="OBS" moodCode="EVN" xmlns:gp="urn:nhs:names:services:gp2gp" xmlns:npfitlc="NPFIT:HL7:Localisation">
      <code code="${code}" codeSystem="${OID.payload}" displayName="${codeDisplay}"/>
      <id root="${sending.id}"/>
      <npfitlc:messageType root="${OID.payloadType}" extension="${messageType}"/>
      <value><gp:Gp2gpfragment><gp:Version>01</gp:Version><gp:Recipients><gp:Recipient>${recipient}</gp:Recipient></gp:Recipients><gp:From>${from}</gp:From><gp:subject>${subject}</gp:subject><gp:message-id>${sending.id}</gp:message-id></gp:Gp2gpfragment></value>
      <pertinentInformation typeCode="PERT"><sequenceNumber value="1"/><pertinentPayloadBody classCode="OBS" moodCode="EVN"><code code="${bodyCode}" codeSystem="${OID.payload}" displayName="${bodyDisplay}"/><id root="${sending.id}"/><value>${body}</value></pertinentPayloadBody></pertinentInformation>
    </PayloadInformation></subject>`,
  })

/** COPC_IN000001UK01 that lets the fragments of an extract come. */
export const continueMessage = (sending: Sending, { from, recipient, extractMessageId }: { from: string; recipient: string; extractMessageId: string }): string =>
  copc(
    sending,
    { code: 'GP2GP_PI', codeDisplay: 'GP2GP Payload Information', bodyCode: 'GP2GP_PB', bodyDisplay: 'GP2GP Payload Body', messageType: 'RCMR_MT000002GB01', subject: 'Continue Acknowledgement', from, recipient },
    markup`<gp:Gp2gpfragment><Message type="Message"><id root="${sending.id}"/><code code="0" codeSystem="${OID.response}" displayName="Continue"/><creationTime value="${hl7Time(sending.now)}"/><versionCode code="V3NPfIT3.1.09"/><interactionId root="${OID.interaction}" extension="${ACTION.acknowledgement}"/><processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="NE"/><acknowledgement typeCode="AA"><acknowledgementDetail typeCode="IF"><code code="0" codeSystem="${OID.response}" displayName="Continue"/></acknowledgementDetail><messageRef><id root="${extractMessageId}"/></messageRef></acknowledgement></Message><gp:acknowledgedMessage><gp:id root="${extractMessageId}"/></gp:acknowledgedMessage></gp:Gp2gpfragment>`,
  )

/** COPC_IN000001UK01 that brings a large attachment or a fragment of one, or lists the fragments. */
export const fragmentMessage = (sending: Sending, { from, recipient, filename }: { from: string; recipient: string; filename: string }): string =>
  copc(
    sending,
    { code: 'GP2GPLMATTACHMENTINFO', codeDisplay: 'GP2GP Large Message Attachment Information', bodyCode: 'GP2GPLMATTACHMENT', bodyDisplay: 'GP2GP Large Message Attachment', messageType: 'RCMR_MT000001GB01', subject: `Attachment: ${filename}`, from, recipient },
    markup`<reference value="${filename}"/>`,
  )
