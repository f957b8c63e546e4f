import { CandidateFault } from '../../port/faults.ts'
import type { AppointmentChange, AppointmentView, BookingRequest, CancellationReason, PublishedSession, SlotView } from '../../port/appointments.ts'
import type { Resource } from './fhir-client.ts'
import { entriesOf, type FhirConcept, type FhirExtension, type FhirReference } from './fhir-types.ts'

const ASSAY = 'https://assay.example'
const CATEGORY = `${ASSAY}/CodeSystem/national-slot-category`
const CONTEXT = `${ASSAY}/CodeSystem/national-context-type`
const MODE = `${ASSAY}/CodeSystem/national-appointment-mode`
const MODE_EXTENSION = `${ASSAY}/StructureDefinition/appointment-mode`
const THROUGH_EXTENSION = `${ASSAY}/StructureDefinition/booked-through`
const EXCEPTION_REASON_EXTENSION = `${ASSAY}/StructureDefinition/appointment-exception-reason`
const PATIENT_BOOKABLE_EXTENSION = `${ASSAY}/StructureDefinition/patient-bookable`
const TIME_EXTENSION = `${ASSAY}/StructureDefinition/status-time`
const CHANGED_BY_EXTENSION = `${ASSAY}/StructureDefinition/changed-by`
const CANCELLATION_REASON = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason'
const SDS_USER = 'https://fhir.nhs.uk/Id/sds-user-id'

interface Extension extends FhirExtension {
  valueDateTime?: string
  extension?: Extension[]
}

interface FhirSlot {
  id?: string
  start?: string
  end?: string
  status?: string
  serviceCategory?: FhirConcept[]
  extension?: Extension[]
}

interface FhirAppointment {
  id?: string
  meta?: { versionId?: string; lastUpdated?: string }
  status?: string
  start?: string
  end?: string
  slot?: FhirReference[]
  serviceCategory?: FhirConcept[]
  reasonCode?: FhirConcept[]
  cancelationReason?: FhirConcept
  participant?: { type?: FhirConcept[]; actor?: FhirReference & { type?: string } }[]
  extension?: Extension[]
}

const STATUS: Record<string, SlotView['status']> = { free: 'free', busy: 'booked', 'busy-unavailable': 'blocked' }

/** A slot of the candidate's answer. */
export function toSlotView(resource: Resource): SlotView {
  const slot = resource as FhirSlot
  const status = STATUS[slot.status ?? '']
  if (!slot.id || !slot.start || !slot.end || !status) throw new CandidateFault(`The candidate's Slot lacks id, start, end or a status (free, busy, busy-unavailable): saw ${JSON.stringify(resource).slice(0, 200)}.`)
  return {
    id: slot.id,
    start: slot.start,
    end: slot.end,
    status,
    ...given('category', codeOf(slot.serviceCategory, CATEGORY)),
    ...given('context', codeOf(slot.serviceCategory, CONTEXT)),
    patientBookable: slot.extension?.some((each) => each.url === PATIENT_BOOKABLE_EXTENSION && each.valueBoolean === true) ?? false,
  }
}

/** A published session: a Schedule and its Slots. */
export function toPublishedSession(resource: Resource | undefined): PublishedSession {
  const entries = entriesOf(resource)
  const schedule = entries.find((each) => each.resourceType === 'Schedule')
  if (typeof schedule?.['id'] !== 'string') throw new CandidateFault('The candidate published a session but did not give a Schedule with an id back.')
  return { id: schedule['id'], slots: entries.filter((each) => each.resourceType === 'Slot').map(toSlotView) }
}

/** An appointment of the candidate's answer. */
export function toAppointmentView(resource: Resource | undefined, version?: string): AppointmentView {
  const appointment = (resource ?? {}) as FhirAppointment
  const { id, status, start, end, participant = [], extension = [], cancelationReason } = appointment
  if (!id || !status || !start || !end) throw new CandidateFault(`The candidate's Appointment lacks id, status, start or end: saw ${JSON.stringify(resource ?? null).slice(0, 200)}.`)
  const reference = (type: string) => participant.map(({ actor }) => actor).find((actor) => actor?.reference?.startsWith(`${type}/`))
  const isBooker = ({ type = [] }: { type?: FhirConcept[] }) => type.some(({ text }) => text === 'booked by')
  const staff = (booker: boolean) => participant.filter((each) => isBooker(each) === booker).map(({ actor }) => actor).find((actor) => actor?.identifier?.system === SDS_USER)
  const times = extension
    .filter((each) => each.url === TIME_EXTENSION)
    .flatMap(({ extension: parts = [] }) => [[parts.find((part) => part.url === 'status')?.valueCode ?? '', parts.find((part) => part.url === 'at')?.valueDateTime ?? '']])
  return {
    id,
    version: version ?? appointment.meta?.versionId ?? '',
    status,
    start,
    end,
    ...given('patientId', reference('Patient')?.reference?.slice('Patient/'.length)),
    ...given('slotId', appointment.slot?.[0]?.reference?.replace('Slot/', '')),
    ...given('practitionerId', staff(false)?.identifier?.value),
    ...given('practitioner', staff(false)?.display),
    ...given('site', reference('Location')?.display),
    ...given('mode', extension.find((each) => each.url === MODE_EXTENSION)?.valueCodeableConcept?.coding?.[0]?.code),
    ...given('category', codeOf(appointment.serviceCategory, CATEGORY)),
    ...given('reason', appointment.reasonCode?.[0]?.text),
    ...given('through', extension.find((each) => each.url === THROUGH_EXTENSION)?.valueCode),
    ...given('bookedBy', staff(true)?.identifier?.value),
    ...given('cancelledBecause', cancelationReason?.text ?? cancelationReason?.coding?.[0]?.display),
    times: Object.fromEntries(times),
  }
}

/** A version in an appointment's history. */
export function toAppointmentChange(resource: Resource): AppointmentChange {
  const { meta, extension = [] } = resource as FhirAppointment
  const by = extension.find((each) => each.url === CHANGED_BY_EXTENSION)?.extension?.find((part) => part.url === 'user')?.valueReference
  return { ...given('userId', by?.identifier?.value), ...given('at', meta?.lastUpdated), appointment: toAppointmentView(resource) }
}

/** The Appointment that books; what the user did not say is left out. */
export function toBooking({ patientId, slotId, mode, reason, through, exceptionReasons = [] }: BookingRequest): Resource {
  return {
    resourceType: 'Appointment',
    status: 'proposed',
    extension: [
      ...(mode === undefined ? [] : [{ url: MODE_EXTENSION, valueCodeableConcept: { coding: [{ system: MODE, code: mode, display: mode }] } }]),
      ...(through === undefined ? [] : [{ url: THROUGH_EXTENSION, valueCode: through }]),
      ...exceptionReasons.map((each) => ({ url: EXCEPTION_REASON_EXTENSION, valueCode: each })),
    ],
    ...(reason !== undefined && { reasonCode: [{ text: reason }] }),
    slot: [{ reference: `Slot/${slotId}` }],
    participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'accepted' }],
  }
}

/** The Appointment that says what has become of one; nothing else of it changes. */
export function toStatus(seen: AppointmentView, status: string, cancellation?: CancellationReason): Resource {
  return {
    resourceType: 'Appointment',
    id: seen.id,
    status,
    ...(cancellation && { cancelationReason: { coding: [{ system: CANCELLATION_REASON, code: cancellation.code }], ...(cancellation.text && { text: cancellation.text }) } }),
    participant: [{ actor: { reference: `Patient/${seen.patientId ?? ''}` }, status: 'accepted' }],
  }
}

const codeOf = (concepts: FhirConcept[] | undefined, system: string): string | undefined => concepts?.flatMap(({ coding = [] }) => coding).find((coding) => coding.system === system)?.code

/** `{ [key]: value }`, or nothing when the value is absent. */
function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string }
}
