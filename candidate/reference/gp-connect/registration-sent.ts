import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { GpcError } from './gpc-error.ts'

/** Somebody whom another organisation wants to register here, as it describes them. */
export interface RegistrationSent {
  nhsNumber: string
  family: string
  given: readonly string[]
  /** YYYY-MM-DD. */
  birthDate: string
  /** Contacts and language, as they came. */
  telecom: readonly JsonObject[]
  address: readonly JsonObject[]
  communication?: JsonObject
}

const NHS_COMMUNICATION = /\/Extension-CareConnect-GPC-NHSCommunication-1$/

/** All that a registration may say of a patient. Source: GP Connect, register a patient, payload request body. */
const ELEMENTS = ['resourceType', 'id', 'meta', 'text', 'language', 'extension', 'identifier', 'name', 'telecom', 'gender', 'birthDate', 'address']

/** What a registration says that it may not: practices, marriages, deaths and registrations are not the consumer's to tell. */
export const foreignElements = behaviour('gp-connect.foreignElements', (patient: JsonObject): string[] => [
  ...Object.keys(patient).filter((name) => !ELEMENTS.includes(name)),
  ...objects(patient['extension']).map(({ url }) => text(url)).filter((url) => !NHS_COMMUNICATION.test(url)),
])

/** Uses of an address, each at most once. */
const ADDRESSES = ['home', 'temp']

/** What is wrong with the addresses: each of a use that may be, and none of a use twice. */
export const wrongAddress = behaviour('gp-connect.wrongAddress', (addresses: readonly JsonObject[]): string | undefined => {
  const uses = addresses.map(({ use }) => text(use))
  return uses.find((use, at) => !ADDRESSES.includes(use) || uses.indexOf(use) !== at)
})

/** A way to reach somebody that is given twice. An email address is one, whatever its use. */
export const repeatedTelecom = behaviour('gp-connect.repeatedTelecom', (telecom: readonly JsonObject[]): string | undefined => {
  const ways = telecom.map(({ system, use }) => (system === 'email' ? 'email' : text(use)))
  return ways.find((way, at) => ways.indexOf(way) !== at)
})

/** The one official name; without one nobody can be traced. */
export const officialName = behaviour('gp-connect.officialName', (names: readonly JsonObject[]): JsonObject | undefined => {
  const [only, ...more] = names.filter(({ use }) => use === 'official')
  return more.length === 0 ? only : undefined
})

const invalid = (diagnostics: string) => new GpcError('INVALID_RESOURCE', diagnostics)
const incomplete = (diagnostics: string) => new GpcError('BAD_REQUEST', diagnostics)
const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Reads the Parameters of $gpc.registerpatient.
 *
 * @throws GpcError INVALID_RESOURCE for what may not be there; INVALID_NHS_NUMBER; BAD_REQUEST for what lacks. The last is what the NHS's
 * provider suite asks for; the specification would have INVALID_RESOURCE there, too.
 */
export function registrationSent(body: JsonObject, isNumber: (text: string) => boolean): RegistrationSent {
  const patient = patientSent(body)
  const foreign = foreignElements(patient)
  if (foreign.length > 0) throw invalid(`A registration does not say ${foreign.join(', ')}.`)
  const [communication, ...more] = objects(patient['extension'])
  if (more.length > 0) throw invalid('nhsCommunication is given once.')
  const address = objects(patient['address'])
  const wrong = wrongAddress(address)
  if (wrong !== undefined) throw invalid(`address.use is ${ADDRESSES.join(' or ')}, each once, and not ${wrong || 'nothing'}.`)
  const telecom = objects(patient['telecom'])
  const repeated = repeatedTelecom(telecom)
  if (repeated !== undefined) throw incomplete(`telecom has ${repeated} more than once.`)
  const name = officialName(objects(patient['name']))
  const [family, birthDate] = [text(name?.['family']), text(patient['birthDate'])]
  if (family === '') throw incomplete('name: one is official, and has a family name.')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) throw incomplete('birthDate is a whole day.')
  return {
    nhsNumber: numberSent(objects(patient['identifier']), isNumber),
    family,
    given: Array.isArray(name?.['given']) ? name['given'].map(text) : [],
    birthDate,
    telecom,
    address,
    ...(communication && { communication }),
  }
}

function patientSent(body: JsonObject): JsonObject {
  if (body['resourceType'] !== 'Parameters') throw invalid('This is no Parameters resource.')
  const [only, ...more] = objects(body['parameter']).filter(({ name }) => name === 'registerPatient')
  if (!only) throw new GpcError('INVALID_PARAMETER', 'registerPatient is missing.')
  if (more.length > 0) throw incomplete('registerPatient is given once.')
  const { resource } = only
  if (!isObject(resource) || resource['resourceType'] !== 'Patient') throw invalid('registerPatient holds a Patient.')
  return resource
}

function numberSent(identifiers: readonly JsonObject[], isNumber: (text: string) => boolean): string {
  if (identifiers.some(({ system }) => text(system) === '')) throw incomplete('Each identifier has a system.')
  const [only, ...more] = identifiers.filter(({ system }) => system === SYSTEM.nhsNumber)
  const number = text(only?.['value'])
  if (more.length > 0 || !isNumber(number)) throw new GpcError('INVALID_NHS_NUMBER', 'One NHS number is needed.')
  return number
}
