import type { Appointment } from '../../appointments/appointment.ts'
import type { ClinicSession, Slot } from '../../appointments/clinic-session.ts'
import { isoLocal } from '../../appointments/practice-time.ts'
import { behaviour } from '../../behaviour.ts'
import type { Practice } from '../../config/config.ts'
import { SYSTEM, type Resource } from '../../fhir/resource.ts'
import type { Employee } from '../../resources/staff.ts'
import type { Site } from '../../resources/sites.ts'

/** Appointments in FHIR STU3, as GP Connect profiles them. Source: GP Connect (Patient Facing) Appointments Management. */
const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'

const meta = (profile: string, version = 1) => ({ versionId: String(version), profile: [`${PROFILE}/${profile}`] })

/** How patient and clinician meet, in GP Connect's three words. */
const CHANNEL: Readonly<Record<string, string>> = {
  'Face to Face (Surgery)': 'In-person',
  'Face to Face (Home Visit)': 'In-person',
  'Telephone/Audio': 'Telephone',
  'Video with Audio': 'Video',
}

const channel = (mode: string | undefined) =>
  mode !== undefined && CHANNEL[mode] !== undefined
    ? [{ url: `${PROFILE}/Extension-GPConnect-DeliveryChannel-2`, valueCode: CHANNEL[mode] }]
    : []

const practitionerRole = {
  url: `${PROFILE}/Extension-GPConnect-PractitionerRole-1`,
  valueCodeableConcept: {
    coding: [
      {
        system: 'https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1',
        code: 'R0260',
        display: 'General Medical Practitioner',
      },
    ],
  },
}

const CANCELLATION = `${PROFILE}/Extension-GPConnect-AppointmentCancellationReason-1`

/** A slot that patients may book. */
export const stu3Slot = ({ id, version, session, startsAt, endsAt, status, category }: Slot): Resource => ({
  resourceType: 'Slot',
  id,
  meta: meta('GPConnect-Slot-1', version),
  extension: channel(session.modes[0]),
  serviceType: [{ text: category }],
  schedule: { reference: `Schedule/${session.id}` },
  status: status === 'free' ? 'free' : 'busy',
  start: isoLocal(startsAt),
  end: isoLocal(endsAt),
})

export const stu3Schedule = ({ id, practitionerId, siteId, startsAt, endsAt, category }: ClinicSession): Resource => ({
  resourceType: 'Schedule',
  id,
  meta: meta('GPConnect-Schedule-1'),
  extension: [practitionerRole],
  serviceCategory: { text: category },
  actor: [{ reference: `Location/${siteId}` }, { reference: `Practitioner/${practitionerId}` }],
  planningHorizon: { start: isoLocal(startsAt), end: isoLocal(endsAt) },
})

export const stu3Practitioner = ({ id, title, given, family }: Pick<Employee, 'id' | 'title' | 'given' | 'family'>): Resource => ({
  resourceType: 'Practitioner',
  id,
  meta: meta('CareConnect-GPC-Practitioner-1'),
  identifier: [{ system: SYSTEM.sdsUser, value: id }],
  name: [{ use: 'usual', family, given: [given], ...(title !== undefined && { prefix: [title] }) }],
})

export const stu3Location = ({ id, name, address, postcode, telephone }: Site, practice: Practice): Resource => ({
  resourceType: 'Location',
  id,
  meta: meta('CareConnect-GPC-Location-1'),
  name,
  address: { line: address, postalCode: postcode },
  ...(telephone !== undefined && { telecom: [{ system: 'phone', value: telephone, use: 'work' }] }),
  managingOrganization: { reference: `Organization/${practice.odsCode}` },
})

export const stu3Organization = ({ odsCode, name, telephone, address }: Practice, id = odsCode): Resource => ({
  resourceType: 'Organization',
  id,
  meta: { profile: [`${PROFILE}/CareConnect-GPC-Organization-1`] },
  identifier: [{ system: SYSTEM.odsCode, value: odsCode }],
  type: [{ coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1', code: 'gp-practice' }] }],
  name,
  ...(telephone !== undefined && { telecom: [{ system: 'phone', value: telephone, use: 'work' }] }),
  ...(address && { address: [{ line: address.line, postalCode: address.postalCode }] }),
})

/** Under which id apps know an appointment. */
export const appointmentId = behaviour('patient-facing.appointmentId', ({ id }: Appointment): string => id)

/** An appointment, for its patient. FHIR and GP Connect share its states. */
export function stu3Appointment(appointment: Appointment, { nhsNumber, practice }: { nhsNumber: string; practice: Practice }): Resource {
  const { version, slotId, status, practitionerId, startsAt, endsAt, details } = appointment
  const { cancellation } = details
  return {
    resourceType: 'Appointment',
    id: appointmentId(appointment),
    meta: meta('GPConnect-Appointment-1', version),
    contained: [stu3Organization(practice, '1')],
    extension: [
      { url: `${PROFILE}/Extension-GPConnect-BookingOrganisation-1`, valueReference: { reference: '#1' } },
      ...(cancellation ? [{ url: CANCELLATION, valueString: cancellation.text ?? cancellation.code }] : []),
      practitionerRole,
      ...channel(details.mode),
    ],
    status,
    serviceCategory: { text: details.category },
    serviceType: [{ text: details.category }],
    description: details.reason,
    start: isoLocal(startsAt),
    end: isoLocal(endsAt),
    minutesDuration: Math.round((endsAt - startsAt) / 60_000),
    slot: [{ reference: `Slot/${slotId}` }],
    created: details.bookedAt,
    participant: [`Patient/${nhsNumber}`, `Location/${details.siteId}`, `Practitioner/${practitionerId}`].map((reference) => ({
      actor: { reference },
      status: 'accepted',
    })),
  }
}

/** Why a caller cancels, as the extension says it. */
export function cancellationReasonIn(extensions: unknown): string {
  const list = Array.isArray(extensions) ? (extensions as unknown[]) : []
  const found = list.find((each) => (each as { url?: unknown } | null)?.url === CANCELLATION) as { valueString?: unknown } | undefined
  return typeof found?.valueString === 'string' ? found.valueString.trim() : ''
}
