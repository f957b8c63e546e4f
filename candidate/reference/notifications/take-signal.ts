import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { fetchWaiting, noteStoredReport, RESULT_STORED } from '../laboratory/stored-reports.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import { isObject, parseJson, type JsonObject } from '../national/json.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { eventsStore } from './events-store.ts'
import { refreshPending } from './refresh.ts'
import { SIGNAL_WORKFLOW } from './subscribe.ts'

/** What a signal says: that something has happened to somebody, and no more. */
export interface Signal {
  /** MNS's id of the event. */
  id: string
  type: string
  nhsNumber: string
  /** Version of the record after the change, as a number, where the event says so. */
  version?: number
  /** Where that is found which the event is about, where the event says so. */
  focus?: string
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const named = (list: unknown, name: string) => objects(list).find((each) => each['name'] === name)

/** Reads a signal; undefined for what is none. Source: MNS, FHIR R4 signal (history Bundle with a subscription status). */
export const readSignal = behaviour('notifications.readSignal', (content: string): Signal | undefined => {
  const bundle = parseJson(content)
  const status = isObject(bundle) ? objects(bundle['entry'])[0]?.['resource'] : undefined
  if (!isObject(bundle) || !isObject(status)) return undefined
  const context = named(status['parameter'], 'additional-context')?.['part']
  const subject = named(context, 'subject')?.['valueReference']
  const nhsNumber = isObject(subject) && isObject(subject['identifier']) ? subject['identifier']['value'] : undefined
  const type = named(context, 'event-type')?.['valueString']
  const place = named(named(status['parameter'], 'notification-event')?.['part'], 'focus')?.['valueReference']
  const focus = isObject(place) ? place['reference'] : undefined
  const version = /^W\/"(\d+)"$/.exec(String(named(context, 'version-id')?.['valueString']))?.[1]
  // The event's own id is that of the status; the Bundle may have another.
  const { id } = status
  if (typeof id !== 'string' || typeof type !== 'string' || typeof nhsNumber !== 'string') return undefined
  return { id, type, nhsNumber, ...(version !== undefined && { version: Number(version) }), ...(typeof focus === 'string' && { focus }) }
})

/** Whether an event was told before. */
export const wasTold = behaviour('notifications.wasTold', (services: Services, { id }: Signal): boolean => eventsStore(services).hasTaken(id))

/** Whether the record has to be fetched: not when the practice's copy is of that version already, or a later one. Events overtake each other. */
export const isNews = behaviour('notifications.isNews', ({ nationalVersion }: RegisteredPatient, { version }: Signal): boolean => {
  const ours = Number(/\d+/.exec(nationalVersion)?.[0])
  return version === undefined || Number.isNaN(ours) || version > ours
})

/** Whose record an event is about, if it is the practice's business: those registered here, and nobody else. */
export const patientOfSignal = behaviour('notifications.patientOfSignal', (services: Services, { nhsNumber }: Signal): RegisteredPatient | undefined => {
  const patient = patientsOf(services).byNhsNumber(nhsNumber)
  return patient?.status === 'active' ? patient : undefined
})

/** What cannot be read is put before a person: it may have been about a patient. */
export const onUnreadableSignal = behaviour('notifications.onUnreadableSignal', ({ tasks }: Services, { id }: CollectedMessage): void => {
  tasks.raise({ code: 'event-unreadable', focus: `mesh:${id}`, text: 'A national notification of a change to a patient’s record cannot be read. It is kept as it came; ask the NHS service desk what it was about.' })
})

/** Somebody wants to register here, and the request has been validated nationally: the desk goes on with it. */
export const onRegistrationRequest = behaviour('notifications.onRegistrationRequest', ({ tasks }: Services, { id, nhsNumber }: Signal): void => {
  tasks.raise({ code: 'registration-requested', focus: `event:${id}`, text: `A request to register with this practice has been validated nationally: NHS number ${nhsNumber}. Trace the patient in PDS and register them, or refuse the request.` })
})

/** The line of the audit trail about a signal, also of one that changes nothing. */
export const traceSignal = behaviour('notifications.traceSignal', (services: Services, { id, type }: Signal, { patient, repeated }: { patient: RegisteredPatient | undefined; repeated: boolean }): void =>
  services.audit.record({
    event: 'national-event',
    action: 'U',
    outcome: 'done',
    agent: { system: 'MNS' },
    ...(patient && { patientId: patient.id }),
    subject: `event:${id}`,
    detail: { type, ...(repeated && { repeated }), ...(!patient && { registered: false }) },
  }),
)

/** Takes one event in, once. */
export function takeSignal(services: Services, signal: Signal): void {
  const store = eventsStore(services)
  const repeated = wasTold(services, signal)
  const patient = patientOfSignal(services, signal)
  traceSignal(services, signal, { patient, repeated })
  if (repeated) return
  const isRequest = signal.type === 'gpreg-change-gp-req-1'
  const isResult = signal.type === RESULT_STORED
  store.take({ id: signal.id, type: signal.type, ...(patient && { patientId: patient.id }), pending: patient !== undefined && !isRequest && !isResult && isNews(patient, signal) })
  if (isRequest && !patient) onRegistrationRequest(services, signal)
  if (isResult) noteStoredReport(services, signal)
}

/** Signals of the Multicast Notification Service, as they come to the practice's mailbox. */
export const signalMessages: MessageHandler = {
  takes: (workflowId) => workflowId === SIGNAL_WORKFLOW,
  takeIn: (services, message) => {
    const signal = readSignal(message.content)
    if (signal) takeSignal(services, signal)
    else onUnreadableSignal(services, message)
  },
  afterwards: async (services) => {
    await refreshPending(services)
    await fetchWaiting(services)
  },
}
