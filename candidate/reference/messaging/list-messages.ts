import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { Work } from '../work.ts'
import type { Message } from './message.ts'
import { messagesStore } from './messages-store.ts'

/** All messages to a patient, newest first, with what became of each. */
export function messagesTo(work: Work, patientId: string): Message[] {
  const { services } = work
  const { id } = patientsOf(services).get(patientId)
  audited(work, { event: 'messages-viewed', action: 'R', patientId: id })
  return messagesStore(services).ofPatient(id)
}
