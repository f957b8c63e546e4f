import { isObject, type JsonObject } from '../national/json.ts'
import { behaviour } from '../behaviour.ts'
import { GpcError } from './gpc-error.ts'

/** An appointment as a consumer sends it, read. */
export interface SentAppointment {
  status: string
  slotIds: readonly string[]
  /** ISO instants. */
  start: string
  end: string
  patientId: string
  locationId: string
  description?: string
  comment?: string
  /** The booking organisation, contained. */
  organisation: JsonObject
  /** Value of the cancellation extension; `undefined` without it. */
  cancellation?: string
}

const invalid = (diagnostics: string) => new GpcError('INVALID_RESOURCE', diagnostics)

const BASE = 'https://fhir.nhs.uk/STU3/StructureDefinition'
const BOOKED_BY = `${BASE}/Extension-GPConnect-BookingOrganisation-1`
export const CANCELLATION = `${BASE}/Extension-GPConnect-AppointmentCancellationReason-1`

/** Everything that an appointment may say in GP Connect; `reason` and `specialty` are among what it may not. */
const FIELDS = [
  'resourceType', 'id', 'meta', 'language', 'text', 'contained', 'extension', 'status', 'serviceCategory', 'serviceType', 'appointmentType',
  'priority', 'description', 'start', 'end', 'minutesDuration', 'slot', 'created', 'comment', 'participant', 'identifier',
]

/** What an appointment says that it may not. */
export const foreignFields = behaviour('gp-connect.foreignFields', (sent: JsonObject): string[] => Object.keys(sent).filter((name) => !FIELDS.includes(name)))

/** The longest words GP Connect takes. Source: GP Connect, book an appointment. */
const LONGEST = { description: 100, comment: 500 } as const

/** The words of an appointment: whole, or refused. */
export const wordsOf = behaviour('gp-connect.wordsOf', (sent: JsonObject, name: 'description' | 'comment'): string | undefined => {
  const value = sent[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value.length > LONGEST[name]) throw invalid(`${name} has at most ${LONGEST[name]} characters.`)
  return value
})

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The id in a reference to a resource here; one that leads elsewhere is none. */
export const idReferredTo = behaviour('gp-connect.idReferredTo', (reference: unknown, type: string): string | undefined =>
  new RegExp(`^${type}/([A-Za-z0-9.-]{1,64})$`).exec(text(reference))?.[1],
)

/**
 * Reads an appointment.
 *
 * @throws GpcError INVALID_RESOURCE naming what is missing or may not be there
 */
export function appointmentSent(sent: JsonObject): SentAppointment {
  if (sent['resourceType'] !== 'Appointment') throw invalid('This is no Appointment.')
  const foreign = foreignFields(sent)
  if (foreign.length > 0) throw invalid(`An appointment has no ${foreign.join(', ')} here.`)
  for (const name of ['status', 'start', 'end', 'created']) if (text(sent[name]) === '') throw invalid(`${name} is missing.`)
  const slots = objects(sent['slot']).map(({ reference }) => idReferredTo(reference, 'Slot'))
  if (slots.length === 0 || slots.includes(undefined)) throw invalid('slot does not refer to slots of this system.')
  const participants = participantsIn(sent)
  const cancellation = objects(sent['extension']).find(({ url }) => url === CANCELLATION)
  const [description, comment] = [wordsOf(sent, 'description'), wordsOf(sent, 'comment')]
  return {
    status: text(sent['status']),
    slotIds: slots.filter((id) => id !== undefined),
    start: text(sent['start']),
    end: text(sent['end']),
    ...participants,
    ...(description !== undefined && { description }),
    ...(comment !== undefined && { comment }),
    organisation: bookingOrganisation(sent),
    ...(cancellation && { cancellation: text(cancellation['valueString']).trim() }),
  }
}

/** Whether everybody who takes part says so. */
export const allSayTheyCome = behaviour('gp-connect.allSayTheyCome', (participants: readonly JsonObject[]): boolean =>
  participants.every(({ status, type }) => text(status) !== '' && type === undefined),
)

function participantsIn(sent: JsonObject): Pick<SentAppointment, 'patientId' | 'locationId'> {
  const participants = objects(sent['participant'])
  if (!allSayTheyCome(participants)) throw invalid('Each participant has a status, and no type.')
  const ids = (type: string) =>
    participants.flatMap(({ actor }) => (isObject(actor) ? (idReferredTo(actor['reference'], type) ?? []) : []))
  const known = ['Patient', 'Location', 'Practitioner'].flatMap(ids)
  const [patientId] = ids('Patient')
  const [locationId] = ids('Location')
  if (patientId === undefined || locationId === undefined || known.length !== participants.length)
    throw invalid('A patient and a location of this system take part.')
  return { patientId, locationId }
}

/** Whether a booking organisation says how to reach it. */
export const canBeReached = behaviour('gp-connect.canBeReached', ({ name, telecom }: JsonObject): boolean => text(name) !== '' && objects(telecom).some(({ value }) => text(value) !== ''))

/** The organisation that books: contained, with ODS code, name and telephone number, and referred to. */
function bookingOrganisation(sent: JsonObject): JsonObject {
  const extension = objects(sent['extension']).find(({ url }) => url === BOOKED_BY)
  const reference = isObject(extension?.['valueReference']) ? text(extension['valueReference']['reference']) : ''
  const organisation = objects(sent['contained']).find(({ resourceType, id }) => resourceType === 'Organization' && `#${text(id)}` === reference)
  if (!organisation) throw invalid('The booking organisation is not contained.')
  const identified = objects(organisation['identifier']).some(({ system, value }) => text(system).endsWith('/ods-organization-code') && text(value) !== '')
  if (!identified || !canBeReached(organisation)) throw invalid('The booking organisation needs ODS code, name and telecom.')
  return organisation
}
