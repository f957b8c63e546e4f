import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import { eventsStore } from '../notifications/events-store.ts'
import type { Services } from '../services.ts'
import { letGo } from './follow.ts'
import { nemsStore } from './nems-store.ts'
import { readEvent, type NationalEvent } from './read-event.ts'

/** MESH workflows of events that tell of a change in PDS. Source: NEMS, event message workflow ids. */
const WORKFLOWS = new Set(['PDSRECORDCHANGE_1', 'CHANGEOFGP_1', 'CHANGEOFADDRESS_1', 'BIRTHNOTIFICATION_1', 'DEATHNOTIFICATION_1'])

/** Whether an event came before: MESH may bring it again, and subscriptions may overlap. */
export const cameBefore = behaviour('nems.cameBefore', (services: Services, { id }: NationalEvent): boolean => eventsStore(services).hasTaken(id))

/** Whose record an event is about, if they are registered here: of nobody else is anything asked. */
export const patientOfEvent = behaviour('nems.patientOfEvent', (services: Services, { nhsNumber }: NationalEvent): RegisteredPatient | undefined => {
  const patient = patientsOf(services).byNhsNumber(nhsNumber)
  return patient?.status === 'active' ? patient : undefined
})

/** Whether an event is later than all that was told of the patient before. Events overtake each other. */
export const isInOrder = behaviour('nems.isInOrder', (services: Services, patient: RegisteredPatient, event: NationalEvent): boolean => event.changedAt > (nemsStore(services).latest(patient.id) ?? -Infinity))

/** The patient is registered somewhere else now: a person confirms it before anybody is taken off the list. */
export const onChangeOfGp = behaviour('nems.onChangeOfGp', ({ tasks }: Services, { id }: RegisteredPatient): void => {
  tasks.raise({ code: 'patient-registered-elsewhere', patientId: id, text: 'The national record says that this patient’s GP practice has changed. Find out whether they have left, and confirm it before you take them off the list.' })
})

/** Somebody registered here has had a child. */
export const onBirth = behaviour('nems.onBirth', ({ tasks }: Services, { id }: RegisteredPatient, { nhsNumber }: NationalEvent): void => {
  tasks.raise({ code: 'birth-notified', patientId: id, text: `A birth has been notified nationally: the child of this patient has the NHS number ${nhsNumber}. Offer to register the child.` })
})

/** What cannot be read is put before a person: it may have been about a patient. */
export const onUnreadableEvent = behaviour('nems.onUnreadableEvent', ({ tasks }: Services, { id, workflowId }: CollectedMessage): void => {
  tasks.raise({ code: 'event-unreadable', focus: `mesh:${id}`, text: `A national notification (${workflowId}) of a change to a patient’s record cannot be read. It is kept as it came; ask the NHS service desk what it was about.` })
})

/** Takes an event in, once. It tells nothing that may be taken over: the record itself is fetched from PDS after the round. */
function takeEvent(services: Services, event: NationalEvent): void {
  const repeated = cameBefore(services, event)
  const patient = patientOfEvent(services, event)
  const { id, type, changedAt } = event
  services.audit.record({ event: 'national-event', action: 'U', outcome: 'done', agent: { system: 'NEMS' }, ...(patient && { patientId: patient.id }), subject: `event:${id}`, detail: { type, ...(repeated && { repeated }), ...(!patient && { registered: false }) } })
  if (repeated) return
  const pending = patient !== undefined && isInOrder(services, patient, event)
  eventsStore(services).take({ id, type, ...(patient && { patientId: patient.id }), pending })
  if (patient) nemsStore(services).heard(patient.id, changedAt)
  if (pending && type === 'pds-change-of-gp-1') onChangeOfGp(services, patient)
  if (type === 'pds-birth-notification-1') for (const nhsNumber of event.people) bearer(services, nhsNumber, event)
}

function bearer(services: Services, nhsNumber: string, event: NationalEvent): void {
  const parent = nhsNumber === event.nhsNumber ? undefined : patientOfEvent(services, { ...event, nhsNumber })
  if (parent) onBirth(services, parent, event)
}

/** Events of NEMS, as they come to the practice's mailbox. The records are fetched with those that MNS tells of. */
export const nemsMessages: MessageHandler = {
  takes: (workflowId) => WORKFLOWS.has(workflowId),
  takeIn: (services, message) => {
    const event = readEvent(message.content)
    if (event) takeEvent(services, event)
    else onUnreadableEvent(services, message)
  },
  afterwards: (services) => letGo(services),
}
