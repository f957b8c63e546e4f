import { CandidateFault } from '../../candidate/port/faults.ts'
import type { AssayWorld, Person } from '../world.ts'
import { CONSUMER, type ConsumerCall, type ConsumerExchange } from './consumer.ts'
import { freeSlotsQuery } from './free-slots-query.ts'
import type { SlotView } from '../../candidate/port/appointments.ts'

type Json = Record<string, unknown>

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'
const BOOKED_BY = `${PROFILE}/Extension-GPConnect-BookingOrganisation-1`
const CHANNEL = `${PROFILE}/Extension-GPConnect-DeliveryChannel-2`
export const CANCELLATION = `${PROFILE}/Extension-GPConnect-AppointmentCancellationReason-1`

/** A search for the free slots of some days, both inclusive. */
export const searchSlots = (from: string, to: string): ConsumerCall => ({
  interaction: 'searchSlots',
  path: 'Slot',
  query: freeSlotsQuery(from, to),
})

/** An appointment as another organisation asks for it. Source: GP Connect, book an appointment. */
export function bookingFor(person: Person, slot: SlotView, site: string, { description = 'Rash on the arm', comment }: { description?: string; comment?: string } = {}): Json {
  return {
    resourceType: 'Appointment',
    meta: { profile: [`${PROFILE}/GPConnect-Appointment-1`] },
    contained: [
      {
        resourceType: 'Organization',
        id: '1',
        meta: { profile: [`${PROFILE}/CareConnect-GPC-Organization-1`] },
        identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: CONSUMER.organisation.odsCode }],
        type: [{ coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1', code: 'urgent-care' }] }],
        name: CONSUMER.organisation.name,
        telecom: [{ system: 'phone', value: '0113 496 0090' }],
      },
    ],
    extension: [{ url: BOOKED_BY, valueReference: { reference: '#1' } }],
    status: 'booked',
    description,
    start: slot.start,
    end: slot.end,
    slot: [{ reference: `Slot/${slot.id}` }],
    created: new Date().toISOString(),
    ...(comment !== undefined && { comment }),
    participant: [
      { actor: { reference: `Patient/${person.view?.id ?? 'none'}` }, status: 'accepted' },
      { actor: { reference: `Location/${site}` }, status: 'accepted' },
    ],
  }
}

/** The appointment as the other organisation was told of it last. */
export const bookedElsewhere = (world: AssayWorld): Json => {
  const booked = world.notes.get('booked elsewhere')
  if (!booked) throw new CandidateFault('The candidate did not tell the other organisation of an appointment: there is none to go on with.')
  return booked as Json
}

/** Remembers an appointment that was told of. */
export function keepBooked(world: AssayWorld, { answer }: ConsumerExchange): void {
  const { resourceType } = (answer.json ?? {}) as { resourceType?: string }
  if (resourceType === 'Appointment') world.notes.set('booked elsewhere', answer.json)
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const refers = (resource: Json, type: string): boolean =>
  list(resource['participant']).some(({ actor }) => ((actor ?? {}) as { reference?: string }).reference?.startsWith(`${type}/`))
const withOffset = (value: unknown): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(String(value))

const lacks = (resource: Json, ...names: string[]): (string | false)[] => names.map((name) => (resource[name] === undefined || resource[name] === '' ? `it has no ${name}` : false))
const named = (resource: Json, profile: string): string | false =>
  !((resource['meta'] ?? {}) as { profile?: string[] }).profile?.includes(`${PROFILE}/${profile}`) && `it does not say that it is a ${profile}`

/** What is wrong with a slot as other organisations are shown it. */
export const wrongSlot = (resource: Json): (string | false)[] => [
  ...lacks(resource, 'id', 'schedule', 'status', 'start', 'end', 'serviceType'),
  named(resource, 'GPConnect-Slot-1'),
  resource['status'] !== 'free' && 'it is not free',
  (!withOffset(resource['start']) || !withOffset(resource['end'])) && 'its times do not say by which clock',
  !list(resource['extension']).some(({ url, valueCode }) => url === CHANNEL && ['In-person', 'Telephone', 'Video'].includes(String(valueCode))) && 'it does not say how patient and clinician meet',
  resource['comment'] !== undefined && 'it has a comment',
]

/** What is wrong with an appointment as other organisations are shown it. */
export function wrongAppointment(resource: Json, world: AssayWorld): (string | false)[] {
  const organisation = list(resource['contained']).find(({ resourceType }) => resourceType === 'Organization')
  const identified = list(organisation?.['identifier']).some(({ value }) => value === CONSUMER.organisation.odsCode)
  return [
    ...lacks(resource, 'id', 'status', 'start', 'end', 'slot', 'created', 'serviceCategory', 'serviceType'),
    named(resource, 'GPConnect-Appointment-1'),
    ((resource['meta'] ?? {}) as Json)['versionId'] === undefined && 'it does not say which version it is',
    !identified && 'it does not say which organisation booked it',
    !list(resource['extension']).some(({ url }) => url === BOOKED_BY) && 'it does not refer to the organisation that booked it',
    !list(resource['participant']).some(({ actor }) => ((actor ?? {}) as { reference?: string }).reference === `Patient/${world.named('Joan').view?.id ?? 'none'}`) && 'the patient does not take part',
    !refers(resource, 'Location') && 'no location takes part',
    (!withOffset(resource['start']) || !withOffset(resource['end'])) && 'its times do not say by which clock',
    (resource['reason'] !== undefined || resource['specialty'] !== undefined) && 'it says what no such appointment says',
  ]
}
