import type { PdsPatient } from '../national/pds-patient.ts'

/** The details that staff see on the form and may change, with their labels there. */
export const DETAIL_LABELS = {
  title: 'Title',
  given: 'Given names',
  family: 'Family name',
  gender: 'Gender',
  birthDate: 'Date of birth',
  homePhone: 'Home telephone',
  workPhone: 'Work telephone',
  mobile: 'Mobile number',
  email: 'Email address',
  address: 'Address',
  postcode: 'Postcode',
} as const

export type DetailName = keyof typeof DETAIL_LABELS

/** All details as text; empty where there is none. Address lines are separated by line ends. */
export type Details = Record<DetailName, string>

export const DETAIL_NAMES = Object.keys(DETAIL_LABELS) as DetailName[]

/** Which entry of a telecom list holds a detail. */
export const TELECOM = {
  homePhone: { system: 'phone', use: 'home' },
  workPhone: { system: 'phone', use: 'work' },
  mobile: { system: 'phone', use: 'mobile' },
  email: { system: 'email', use: 'home' },
} as const

export type TelecomName = keyof typeof TELECOM

/** One detail that differs between two states of a record. */
export interface Difference {
  name: DetailName
  label: string
  before: string
  after: string
}

type Person = Pick<PdsPatient, 'name' | 'gender' | 'birthDate' | 'telecom' | 'address'>

/** Position of the name in use, -1 without one. */
export const usualName = ({ name = [] }: Person) =>
  Math.max(
    name.findIndex(({ use }) => use === 'usual'),
    name.length > 0 && !name.some(({ use }) => use === 'usual') ? 0 : -1,
  )

/** Position of the home address, -1 without one. */
export const homeAddress = ({ address = [] }: Person) => address.findIndex(({ use }) => use === 'home')

/** Position of a telecom entry, -1 without one. An email counts whatever its use. */
export function telecomOf({ telecom = [] }: Person, name: TelecomName): number {
  const { system, use } = TELECOM[name]
  const exact = telecom.findIndex((entry) => entry.system === system && entry.use === use)
  return exact === -1 && name === 'email' ? telecom.findIndex((entry) => entry.system === 'email') : exact
}

/** The details in a FHIR Patient: PDS's, our own, or one that a caller sent. */
export function detailsOf(person: Person): Details {
  const name = person.name?.[usualName(person)]
  const address = person.address?.[homeAddress(person)]
  const telecom = (detail: TelecomName) => person.telecom?.[telecomOf(person, detail)]?.value ?? ''
  return {
    title: name?.prefix?.join(' ') ?? '',
    given: name?.given?.join(' ') ?? '',
    family: name?.family ?? '',
    gender: person.gender ?? '',
    birthDate: person.birthDate ?? '',
    homePhone: telecom('homePhone'),
    workPhone: telecom('workPhone'),
    mobile: telecom('mobile'),
    email: telecom('email'),
    address: address?.line?.filter((line) => line !== '').join('\n') ?? '',
    postcode: address?.postalCode ?? '',
  }
}

/** What differs, in the order of the form. */
export function differencesBetween(before: Details, after: Details): Difference[] {
  return DETAIL_NAMES.filter((name) => before[name] !== after[name]).map((name) => ({
    name,
    label: DETAIL_LABELS[name],
    before: before[name],
    after: after[name],
  }))
}
