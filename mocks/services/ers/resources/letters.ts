import { format } from '../../../../config/identifiers/nhs-number.ts'
import type { Reply } from '../../../kit/reply.ts'
import states from '../codes/referral-states.json' with { type: 'json' }
import type { AdviceRequest } from '../model/advice-request.ts'
import type { Referral } from '../model/referral.ts'
import type { ErsState } from '../state.ts'
import { instantOf } from './coding.ts'
import { pdf } from './pdf.ts'

/** The letter a practice hands to the patient: services to choose from, UBRN and password (A019). */
export function patientLetter(state: ErsState, referral: Referral, password: string): Uint8Array {
  const { appointment } = referral
  return pdf('Your appointment request', [
    `NHS number: ${format(referral.nhsNumber)}`,
    `Booking reference number (UBRN): ${spaced(referral.ubrn)}`,
    `Password: ${password}`,
    `Status: ${states[referral.state.code].display}`,
    ...(appointment?.status === 'booked' && appointment.start !== undefined ? [`Appointment: ${appointment.start} at ${nameOf(state, appointment.serviceId)}`] : []),
    '',
    'Services you can choose from:',
    ...referral.shortlist.flatMap((id) => [nameOf(state, id), ...(state.services.get(id)?.contacts ?? []).filter(({ purpose }) => purpose === 'PATINF').map(({ value }) => `  ${value}`)]),
  ])
}

/** The summary of a referral's clinical information (A007). */
export function clinicalInformation(state: ErsState, referral: Referral): Uint8Array {
  return pdf('Clinical information summary', [
    `NHS number: ${format(referral.nhsNumber)}`,
    `UBRN: ${spaced(referral.ubrn)}`,
    `Priority: ${referral.priority}`,
    `Status: ${states[referral.state.code].display}`,
    ...(referral.state.comments === undefined ? [] : [`Comments: ${referral.state.comments}`]),
    '',
    'Attachments:',
    ...referral.attachments.map(({ fileId, description }) => `${state.files.get(fileId)?.name ?? fileId}${description === undefined ? '' : `: ${description}`}`),
  ])
}

/** The overview of an advice and guidance request with its conversation (A043). */
export function adviceOverview(state: ErsState, advice: AdviceRequest): Uint8Array {
  return pdf('Advice and guidance', [
    `NHS number: ${format(advice.nhsNumber)}`,
    `UBRN: ${spaced(advice.ubrn)}`,
    `Service: ${nameOf(state, advice.serviceId)}`,
    `Status: ${advice.status}`,
    '',
    ...advice.messages.flatMap(({ sentBy, sent, text }) => [`${sentBy} ${instantOf(sent)}`, ...text.split('\n'), '']),
  ])
}

/** A PDF to download, named as e-RS names it: `000000070000_Patient_Letter_20260310120000.pdf`. */
export function pdfReply(content: Uint8Array, ubrn: string, name: string, now: number): Reply {
  const stamp = instantOf(now).slice(0, 19).replace(/[-:T]/g, '')
  return {
    status: 200,
    headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${ubrn}_${name}_${stamp}.pdf"`, 'content-length': String(content.byteLength) },
    body: content,
  }
}

const nameOf = (state: ErsState, serviceId: string) => state.services.get(serviceId)?.name ?? serviceId
/** Display form of a UBRN: `0000 0007 0000`. */
const spaced = (ubrn: string) => ubrn.replace(/(\d{4})(?=\d)/g, '$1 ')
