type Json = Record<string, unknown>
type Change = (appointment: Json) => Json

const without =
  (...names: string[]): Change =>
  (appointment) => Object.fromEntries(Object.entries(appointment).filter(([name]) => !names.includes(name)))
const saying =
  (more: Json): Change =>
  (appointment) => ({ ...appointment, ...more })
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const inOrganisation =
  (change: Change): Change =>
  (appointment) => ({ ...appointment, contained: list(appointment['contained']).map((each) => change(each)) })
const participants =
  (change: (each: Json) => Json): Change =>
  (appointment) => ({ ...appointment, participant: list(appointment['participant']).map((each) => change(each)) })
const references =
  (change: (reference: string) => string): ((each: Json) => Json) =>
  (each) => ({ ...each, actor: { reference: change((each['actor'] as { reference: string }).reference) } })

const words = (length: number): string => 'Seen before. '.repeat(Math.ceil(length / 13)).slice(0, length - 1) + '!'

/** How scenarios word what is wrong with an appointment that another organisation sends. */
export const BOOKING_FLAWS: Record<string, Change> = {
  'without a beginning': without('start'),
  'without an end': without('end'),
  'without a status': without('status'),
  'without a time of the book': without('slot'),
  'without the day on which it was made': without('created'),
  'without anybody who takes part': without('participant'),
  'without the organisation that books': without('contained'),
  'without a reference to the organisation that books': without('extension'),
  'without the code of the organisation that books': inOrganisation(without('identifier')),
  'without the name of the organisation that books': inOrganisation(without('name')),
  'without a telephone number of the organisation that books': inOrganisation(without('telecom')),
  'with participants who do not say that they come': participants(without('status')),
  'with a type of participant': participants(saying({ type: [{ coding: [{ system: 'http://hl7.org/fhir/participant-type', code: 'SBJ' }] }] })),
  'with participants at another system': participants(references((reference) => `https://example.nhs.uk/${reference}`)),
  'with a participant who is no patient': participants(references((reference) => reference.replace('Patient/', 'Patients/'))),
  'with a time at another system': (appointment) => ({ ...appointment, slot: list(appointment['slot']).map(({ reference }) => ({ reference: `https://example.nhs.uk/${String(reference)}` })) }),
  'with a time that there is not': saying({ slot: [{ reference: 'Slot/999999999' }] }),
  'with another beginning than the time has': (appointment) => ({ ...appointment, start: new Date(Date.parse(String(appointment['start'])) + 300_000).toISOString() }),
  'with a coded reason': saying({ reason: [{ coding: [{ system: 'http://snomed.info/sct', code: '109006' }], text: 'reason' }] }),
  'with a specialty': saying({ specialty: [{ coding: [{ system: 'http://snomed.info/sct', code: '394814009' }] }] }),
  'with a field that no appointment has': saying({ invalidField: 'x' }),
  'as a Bundle': (appointment) => ({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: appointment }] }),
  'as a resource that there is not': saying({ resourceType: 'InvalidAppointment' }),
  'with 101 characters of description': saying({ description: words(101) }),
  'with 501 characters of comment': saying({ comment: words(501) }),
  'with 100 characters of description': saying({ description: words(100) }),
  'with 500 characters of comment': saying({ comment: words(500) }),
  'with a comment': saying({ comment: 'Please bring the list of medicines' }),
  'without a description': without('description'),
  'with a category and a type of service of its own': saying({ serviceCategory: { text: 'Own category' }, serviceType: [{ text: 'Own type' }] }),
  'with a priority': saying({ priority: 1 }),
  'with a later time': (appointment) => ({
    ...appointment,
    start: new Date(Date.parse(String(appointment['start'])) + 900_000).toISOString(),
    end: new Date(Date.parse(String(appointment['end'])) + 900_000).toISOString(),
  }),
  'with a new description': saying({ description: 'Rash on the leg' }),
  'with a new comment': saying({ comment: 'Will be a little late' }),
  'with a reason for cancelling': (appointment) => ({
    ...appointment,
    extension: [...list(appointment['extension']), { url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1', valueString: 'Changed plans' }],
  }),
}
