import type { Person } from '../world.ts'
import type { ConsumerCall } from './consumer.ts'

type Json = Record<string, unknown>
type Change = (patient: Json) => Json

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'
const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'

/** The patient as another organisation describes them. Members are in the order that XML wants. Source: GP Connect, register a patient. */
function described({ nhsNumber, national }: Person): Json {
  const { title, given, family, gender, birthDate, address } = national
  return {
    resourceType: 'Patient',
    meta: { profile: [`${PROFILE}/CareConnect-GPC-Patient-1`] },
    identifier: [{ system: NHS_NUMBER, value: nhsNumber }],
    name: [{ use: 'official', text: `${given} ${family}`, family, given: [given], prefix: [title] }],
    gender,
    birthDate,
    address: [{ use: 'home', type: 'physical', line: address.line, postalCode: address.postcode }],
  }
}

/** A request to register somebody. */
export const registering = (patient: Json): ConsumerCall => ({
  interaction: 'registerPatient',
  method: 'POST',
  path: 'Patient/$gpc.registerpatient',
  body: { resourceType: 'Parameters', parameter: [{ name: 'registerPatient', resource: patient }] },
})

export const registrationOf = (person: Person, change: Change = (same) => same): ConsumerCall => registering(change(described(person)))

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const without =
  (name: string): Change =>
  (patient) => Object.fromEntries(Object.entries(patient).filter(([each]) => each !== name))
const saying =
  (more: Json): Change =>
  (patient) => ({ ...patient, ...more })
/** Elements of FHIR's Patient stand in an order; these come before all that is told of a person. */
const before =
  (more: Json): Change =>
  ({ resourceType, meta, ...rest }) => ({ resourceType, meta, ...more, ...rest })
const names =
  (change: (official: Json) => Json[]): Change =>
  (patient) => ({ ...patient, name: list(patient['name']).flatMap(change) })
const identifiers =
  (change: (own: Json[]) => Json[]): Change =>
  (patient) => ({ ...patient, identifier: change(list(patient['identifier'])) })
const addresses = (...uses: string[]): Change => saying({ address: uses.map((use) => ({ use, type: 'physical', line: ['3 Sample Street', 'Otley'], postalCode: 'LS21 1AA' })) })
const telephones = (...uses: string[]): Change =>
  saying({ telecom: uses.map((use, at) => (use === 'email' ? { system: 'email', value: `visitor${at}@example.nhs.uk`, use: 'home' } : { system: 'phone', value: `0113 496 010${at}`, use })) })
const communication = {
  url: `${PROFILE}/Extension-CareConnect-GPC-NHSCommunication-1`,
  extension: [{ url: 'language', valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-HumanLanguage-1', code: 'pa', display: 'Panjabi' }] } }],
}
const number = (value: string): Change => identifiers(() => [{ system: NHS_NUMBER, value }])
const born = (change: (parts: [string, string, string]) => string[]): Change => (patient) => ({ ...patient, birthDate: change(String(patient['birthDate']).split('-') as [string, string, string]).join('-') })

/** How scenarios word what is special about a registration, or wrong. */
export const REGISTRATIONS: Record<string, Change> = {
  // in order
  'as most do it': (same) => same,
  'without a gender': without('gender'),
  'without an address': without('address'),
  'with several given names': names((name) => [{ ...name, given: [...(name['given'] as string[]), 'Maria', 'Josephine'] }]),
  'with another name that they use': names((name) => [name, { use: 'nickname', family: String(name['family']), given: ['Bobbie'] }]),
  'with a number of the other organisation': identifiers((own) => [...own, { system: 'https://consumer.assay.example/Id/patient', value: '4711' }]),
  'with a home address and a temporary one': addresses('home', 'temp'),
  'with a temporary address alone': addresses('temp'),
  'with telephones at home, at work, on the move and where they stay': telephones('home', 'work', 'mobile', 'temp'),
  'with an email address and a telephone at home': telephones('email', 'home'),
  'with the language they speak': before({ extension: [communication] }),
  'with one part of the date of birth that is another': born(([year, month]) => [year, month, '29']),
  // what lacks
  'without a date of birth': without('birthDate'),
  'with half a date of birth': born(([year, month]) => [year, month]),
  'without an official name': names((name) => [{ ...name, use: 'usual' }]),
  'with two official names': names((name) => [name, { ...name, family: 'Other' }]),
  'without a family name': names((name) => [without('family')(name)]),
  'with a number of no system': identifiers((own) => [...own, { value: '4711' }]),
  'with two telephones at home': telephones('home', 'home'),
  'with two telephones at work': telephones('work', 'work'),
  'with two mobile telephones': telephones('mobile', 'mobile'),
  'with two telephones where they stay': telephones('temp', 'temp'),
  'with two email addresses': telephones('email', 'email'),
  // numbers that are none
  'without an identifier': without('identifier'),
  'with a number of letters': number('hello'),
  'with a number that has other characters': number('34555##4'),
  'with a number of nine digits': number('999999999'),
  'with a number of eleven digits': number('90000000090'),
  'with a wrong check digit': number('9000000008'),
  // what may not be there
  'saying whether they are active': saying({ active: true }),
  'saying that they were one of twins': saying({ multipleBirthBoolean: true }),
  'saying who their GP is': saying({ generalPractitioner: [{ reference: 'Practitioner/1' }] }),
  'saying whom to call': saying({ contact: [{ name: { family: 'Contact' } }] }),
  'saying whose patients they are': saying({ managingOrganization: { reference: 'Organization/1' } }),
  'saying that they are married': saying({ maritalStatus: { coding: [{ system: 'http://hl7.org/fhir/v3/MaritalStatus', code: 'M' }] } }),
  'saying that they are an animal': saying({ animal: { species: { text: 'Dog' } } }),
  'saying what they speak where FHIR has it': saying({ communication: [{ language: { text: 'Welsh' } }] }),
  'with a photograph': saying({ photo: [{ contentType: 'image/png', data: 'iVBORw0KGgo=' }] }),
  'saying that they have died': saying({ deceasedBoolean: true }),
  'saying how they are registered': before({ extension: [{ url: `${PROFILE}/Extension-CareConnect-GPC-RegistrationDetails-1`, extension: [] }] }),
  'saying twice which language they speak': before({ extension: [communication, communication] }),
  'with a field that no patient has': saying({ invalidField: 'x' }),
  'as somebody else than a patient': saying({ resourceType: 'Device' }),
  'with two home addresses': addresses('home', 'home'),
  'with two temporary addresses': addresses('temp', 'temp'),
  'with an address at work': addresses('home', 'work'),
  'with a work address alone': addresses('work'),
  'with an old address': addresses('home', 'old'),
  'with an old address alone': addresses('old'),
  'with two old addresses': addresses('old', 'old'),
  'with a temporary address and an old one': addresses('temp', 'old'),
  // somebody else
  'with another date of birth': born(() => ['1931', '11', '05']),
  'with another name, and one part of the date of birth that is another': (patient) =>
    names((name) => [{ ...name, family: 'Zanetti', given: ['Zoe'] }])(born(([year, month]) => [year, month, '29'])(patient)),
}

/** Requests that are wrong as a whole, by how scenarios word it. */
export const REGISTRATION_REQUESTS: Record<string, (person: Person) => ConsumerCall> = {
  'as a Bundle': (person) => ({ ...registrationOf(person), body: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: described(person) }] } }),
  'as no resource': (person) => ({ ...registrationOf(person), body: '{' }),
  'with the patient twice': (person) => {
    const parameter = { name: 'registerPatient', resource: described(person) }
    return { ...registrationOf(person), body: { resourceType: 'Parameters', parameter: [parameter, parameter] } }
  },
  'at an address that lacks a letter': (person) => ({ ...registrationOf(person), path: 'Patient/$gpc.registerpatien' }),
  'at an address with a character too many': (person) => ({ ...registrationOf(person), path: 'Patient/$gpc.registerpati%23ent' }),
}
