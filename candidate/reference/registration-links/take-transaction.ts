import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { staffMember } from '../practice/practice-data.ts'
import { coded } from '../edifact/segment.ts'
import type { Services } from '../services.ts'
import { linksStore, type Transaction } from './links-store.ts'
import type { IncomingTransaction } from './read-transaction.ts'

const WHO = 'the registration authority'

/** Reasons of deductions, in words. Source: GP Links specification, Appendix G (as far as published). */
const DEDUCTIONS: Readonly<Record<string, string>> = { '1': 'death', '2': 'transfer to another area' }

function ask({ tasks }: Services, code: string, text: string, patientId?: string, focus?: string): void {
  tasks.raise({ code, text, ...(patientId !== undefined && { patientId }), ...(focus !== undefined && { focus }) })
}

/** Ends the registration on the day that the authority gives. */
export const endRegistration = behaviour('registrationLinks.endRegistration', (services: Services, patient: RegisteredPatient, { date, reason = '' }: IncomingTransaction): void => {
  if (patient.status === 'active') patientsOf(services).leave(patient, date ?? services.clock.today(), coded(DEDUCTIONS, reason) ?? `deducted by ${WHO} (reason ${reason})`)
})

/** The GP is asked to see what is still open for a patient who is off the list. */
export const askGp = behaviour('registrationLinks.askGp', (services: Services, patient: RegisteredPatient, { reason = '', date = '' }: IncomingTransaction): void => {
  const gp = staffMember(services.practice, patient.registrations[0]?.accountableGp)
  const name = gp ? [gp.title, gp.given, gp.family].filter(Boolean).join(' ') : 'the GP'
  ask(services, 'patient-deducted', `For ${name}: ${WHO} has taken this patient off the list on ${date} (${coded(DEDUCTIONS, reason) ?? `reason ${reason}`}). See to what is still open: results, referrals, prescriptions. If it is wrong, tell the authority.`, patient.id)
})

/** An acceptance was approved, or refused, under the number that it had. */
export const settleAcceptance = behaviour('registrationLinks.settleAcceptance', (services: Services, transaction: Transaction, approved: boolean, text?: string): void => {
  linksStore(services).become(transaction.id, approved ? 'approved' : 'rejected', text)
})

/** Staff are told why the authority refused something. */
export const tellRefusal = behaviour('registrationLinks.tellRefusal', (services: Services, { patientId, number }: Transaction, text: string | undefined): void => {
  ask(services, 'registration-rejected', `${WHO[0]!.toUpperCase()}${WHO.slice(1)} has refused transaction ${number}: ${text ?? 'no reason given'}. Put it right and send it again.`, patientId, `registration:${number}`)
})

/** Staff are asked about an amendment. Nothing is changed by itself: the record follows the national one. */
export const onAmendment = behaviour('registrationLinks.onAmendment', (services: Services, patient: RegisteredPatient, { changes, number }: IncomingTransaction): void => {
  const words = Object.entries(changes).map(([field, value]) => `${field} ${value === '%' ? '(cleared)' : value}`)
  ask(services, 'registration-amended', `${WHO[0]!.toUpperCase()}${WHO.slice(1)} has changed details of this patient: ${words.join('; ')}. Compare them with the national record.`, patient.id, `registration:${number}`)
})

/** Marks a patient whom the authority believes to be gone, until it says otherwise. */
export const putFlag = behaviour('registrationLinks.putFlag', (services: Services, patient: RegisteredPatient, { reason = '', text, date = '' }: IncomingTransaction): void => {
  linksStore(services).flag({ patientId: patient.id, reason, expires: date, ...(text !== undefined && { text }) })
  ask(services, 'fp69', `FP69: ${WHO} believes that this patient is not at their address any more (reason ${reason}${text === undefined ? '' : `: ${text}`}). Without an answer the patient is taken off the list on ${date}.`, patient.id)
})

/** Takes the mark away again. */
export const removeFlag = behaviour('registrationLinks.removeFlag', (services: Services, patient: RegisteredPatient): void => {
  linksStore(services).unflag(patient.id)
  for (const { id } of services.tasks.list({ status: 'requested', code: 'fp69', patientId: patient.id })) services.tasks.close(id, 'cancelled', WHO)
})

/** What the authority has to say about somebody, or something, that this practice does not know. */
export const onUnknown = behaviour('registrationLinks.onUnknown', (services: Services, { type, number, nhsNumber }: IncomingTransaction): void => {
  ask(services, 'registration-unknown', `${WHO[0]!.toUpperCase()}${WHO.slice(1)} has sent transaction ${number} (${type})${nhsNumber === undefined ? '' : ` about NHS number ${nhsNumber}`}, which fits nothing here. Ask what it is about.`, undefined, `registration:${type}:${number}`)
})

/** Who a transaction is about: only by NHS number. */
export const patientNamed = behaviour('registrationLinks.patientNamed', (services: Services, { nhsNumber }: IncomingTransaction): RegisteredPatient | undefined => (nhsNumber === undefined ? undefined : patientsOf(services).byNhsNumber(nhsNumber)))

/** Does what one incoming transaction asks for. */
export function takeTransaction(services: Services, incoming: IncomingTransaction): void {
  const { type, number, text } = incoming
  const store = linksStore(services)
  if (type === 'F8') return ask(services, 'quarter-closed', `The quarter that ends on ${incoming.date ?? 'an unknown day'} is closed (${WHO}).`, undefined, `registration:quarter:${incoming.date}`)
  if (type === 'F3' || type === 'F4') {
    const own = store.byNumber(number)
    if (!own) return onUnknown(services, incoming)
    settleAcceptance(services, own, type === 'F4', text)
    if (type === 'F3') tellRefusal(services, own, text)
    return undefined
  }
  const patient = patientNamed(services, incoming)
  if (!patient) return onUnknown(services, incoming)
  services.audit.record({ event: 'registration-transaction-received', action: 'U', outcome: 'done', agent: { system: WHO }, patientId: patient.id, detail: { type, number } })
  switch (type) {
    case 'F1':
      return onAmendment(services, patient, incoming)
    case 'F2':
      endRegistration(services, patient, incoming)
      return askGp(services, patient, incoming)
    case 'F9':
      return putFlag(services, patient, incoming)
    case 'F10':
      return removeFlag(services, patient)
    case 'F11': {
      const own = store.ofPatient(patient.id).find((each) => each.type === 'G3' || each.type === 'G5')
      if (!own) return onUnknown(services, incoming)
      settleAcceptance(services, own, false, text)
      return tellRefusal(services, own, text)
    }
  }
}
