import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { list, object, type Json } from './json.ts'
import { reject } from './errors.ts'
import { diseaseCodes, targetOf } from './targets.ts'
import { SYSTEM } from './systems.ts'

const PATIENT = "contained[?(@.resourceType=='Patient')]"
const GENDERS = ['male', 'female', 'other', 'unknown']
const STATUSES = ['completed', 'entered-in-error']
const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(\+\d{2}:\d{2}|-\d{2}:\d{2}|Z))?$/

type Problems = { pointer: string; text: string }[]

/** What an event says of itself, once it has passed. */
export interface Checked {
  target: string
  nhsNumber: string | undefined
  identifier: { system: string; value: string }
}

/**
 * Holds an Immunization to the rules of the service: all that is wrong is told at once, parted by semicolons; what is missing only when
 * everything that is there is right, and the vaccine is known. Source: request schema, and the checks in the API's repository.
 */
export function checkImmunization(resource: Json, clause: string, now: number): Checked {
  const contained = containedOf(resource)
  if (typeof contained === 'string') return fail([{ pointer: '/contained', text: contained }], clause)
  const problems: Problems = []
  const wrong = (pointer: string, text: string) => void problems.push({ pointer, text })

  if (resource['resourceType'] !== 'Immunization') wrong('/resourceType', "This service only accepts FHIR Immunization Resources (i.e. resourceType must equal 'Immunization')")
  checkPatient(resource, contained, now, wrong)
  checkEvent(resource, now, wrong)
  if (problems.length > 0) return fail(problems, clause)

  const codes = diseaseCodes(resource)
  const target = targetOf(codes)
  if (!target) return fail([{ pointer: '/protocolApplied/0/targetDisease', text: `protocolApplied[0].targetDisease[*].coding[?(@.system=='${SYSTEM.snomed}')].code - [${codes.map((code) => `'${code}'`).join(', ')}] is not a valid combination of disease codes for this service` }], clause)
  const missing = missingIn(resource, contained)
  if (missing.length > 0) return fail(missing.map((location) => ({ pointer: `/${location}`, text: `${location} is a mandatory field` })), clause)
  const identifier = object(list(resource['identifier'])[0])
  return { target, nhsNumber: nhsNumberOf(contained), identifier: { system: String(identifier['system']), value: String(identifier['value']) } }
}

function fail(problems: Problems, clause: string): never {
  return reject('invariant', `Validation errors: ${problems.map(({ text }) => text).join('; ')}`, 'immunization', clause, problems[0]!.pointer)
}

/** The contained patient, or what is wrong with what is contained. */
function containedOf(resource: Json): Json | string {
  if (resource['contained'] === undefined) return 'contained is a mandatory field'
  const contained = list(resource['contained']).map(object)
  if (contained.length === 0) return 'contained must be a non-empty array'
  const patients = contained.filter(({ resourceType }) => resourceType === 'Patient')
  const others = contained.filter(({ resourceType }) => resourceType !== 'Patient' && resourceType !== 'Practitioner')
  if (others.length > 0) return 'contained must contain only Patient and Practitioner resources'
  if (patients.length !== 1) return `contained must contain exactly one Patient resource`
  return patients[0]!
}

/** The NHS number of a contained patient; a patient may be recorded without one. */
function nhsNumberOf(patient: Json): string | undefined {
  const value = list(patient['identifier']).map(object).find(({ system }) => system === SYSTEM.nhsNumber)?.['value']
  return typeof value === 'string' ? value : undefined
}

type Wrong = (pointer: string, text: string) => void

function checkPatient(resource: Json, patient: Json, now: number, wrong: Wrong): void {
  const reference = object(resource['patient'])['reference']
  if (typeof reference !== 'string' || !reference.startsWith('#')) wrong('/patient/reference', 'patient.reference must be a single reference to a contained Patient resource')
  else if (reference !== `#${String(patient['id'])}`) wrong('/patient/reference', `The reference '${reference.slice(1)}' does not match the id of the contained Patient resource`)
  const number = nhsNumberOf(patient)
  if (number !== undefined && !isNhsNumber(number)) wrong('/contained', `${PATIENT}.identifier[?(@.system=='${SYSTEM.nhsNumber}')].value is not a valid NHS number`)
  if (patient['gender'] !== undefined && !GENDERS.includes(String(patient['gender']))) wrong('/contained', `${PATIENT}.gender must be one of the following: ${GENDERS.join(', ')}`)
  const born = patient['birthDate']
  if (born !== undefined && !(DATE.test(String(born)) && !Number.isNaN(Date.parse(String(born))))) wrong('/contained', `${PATIENT}.birthDate must be a valid date string in the format "YYYY-MM-DD"`)
  else if (born !== undefined && Date.parse(String(born)) > now) wrong('/contained', `${PATIENT}.birthDate must not be in the future`)
}

function checkEvent(resource: Json, now: number, wrong: Wrong): void {
  const identifiers = list(resource['identifier'])
  if (resource['identifier'] !== undefined && identifiers.length !== 1) wrong('/identifier', 'identifier must be an array of length 1')
  const { system, value } = object(identifiers[0])
  for (const [name, part] of [['system', system], ['value', value]] as const) if (part !== undefined && (typeof part !== 'string' || part === '')) wrong(`/identifier/0/${name}`, `identifier[0].${name} must be a non-empty string`)
  if (!STATUSES.includes(String(resource['status']))) wrong('/status', `status must be one of the following: ${STATUSES.join(', ')}`)
  for (const field of ['occurrenceDateTime', 'recorded']) {
    const at = resource[field]
    if (at === undefined) continue
    if (typeof at !== 'string' || !INSTANT.test(at) || Number.isNaN(Date.parse(at))) wrong(`/${field}`, `${field} must be a valid datetime in one of the following formats: 'YYYY-MM-DD', 'YYYY-MM-DDThh:mm:ss+zz:zz', 'YYYY-MM-DDThh:mm:ss.f+zz:zz'`)
    else if (Date.parse(at) > now) wrong(`/${field}`, `${field} must not be in the future`)
  }
  if (resource['primarySource'] !== undefined && typeof resource['primarySource'] !== 'boolean') wrong('/primarySource', 'primarySource must be a boolean')
  if (resource['expirationDate'] !== undefined && !DATE.test(String(resource['expirationDate']))) wrong('/expirationDate', 'expirationDate must be a valid date string in the format "YYYY-MM-DD"')
  const organisations = list(resource['performer']).map((performer) => object(object(performer)['actor'])).filter(({ type }) => type === 'Organization')
  if (organisations.length !== 1) wrong('/performer', "There must be exactly one performer.actor[?@.type=='Organization'] with type 'Organization'")
  const diseases = object(list(resource['protocolApplied'])[0])['targetDisease']
  if (diseases === undefined) wrong('/protocolApplied/0/targetDisease', 'protocolApplied[0].targetDisease is a mandatory field')
  const dose = object(list(resource['protocolApplied'])[0])['doseNumberPositiveInt']
  if (dose !== undefined && !(Number.isInteger(dose) && Number(dose) > 0)) wrong('/protocolApplied/0/doseNumberPositiveInt', 'protocolApplied[0].doseNumberPositiveInt must be a positive integer')
}

/** The mandatory fields that are not there. */
function missingIn(resource: Json, patient: Json): string[] {
  const name = object(list(patient['name'])[0])
  const organisation = object(list(resource['performer']).map((performer) => object(object(performer)['actor'])).find(({ type }) => type === 'Organization'))
  const location = object(object(resource['location'])['identifier'])
  const identifier = object(list(resource['identifier'])[0])
  const procedure = list(resource['extension']).map(object).find(({ url }) => url === SYSTEM.procedure)
  const coding = list(object(procedure?.['valueCodeableConcept'])['coding']).map(object).find(({ system }) => system === SYSTEM.snomed)
  const fields: [string, unknown][] = [
    [`${PATIENT}.name[0].given`, list(name['given'])[0]],
    [`${PATIENT}.name[0].family`, name['family']],
    [`${PATIENT}.birthDate`, patient['birthDate']],
    [`${PATIENT}.gender`, patient['gender']],
    [`${PATIENT}.address[0].postalCode`, object(list(patient['address'])[0])['postalCode']],
    ['occurrenceDateTime', resource['occurrenceDateTime']],
    ["performer[?(@.actor.type=='Organization')].actor.identifier.value", object(organisation['identifier'])['value']],
    ["performer[?(@.actor.type=='Organization')].actor.identifier.system", object(organisation['identifier'])['system']],
    ['identifier[0].value', identifier['value']],
    ['identifier[0].system', identifier['system']],
    ['recorded', resource['recorded']],
    ['primarySource', resource['primarySource']],
    [`extension[?(@.url=='${SYSTEM.procedure}')].valueCodeableConcept.coding[?(@.system=='${SYSTEM.snomed}')].code`, coding?.['code']],
    ['location.identifier.value', location['value']],
    ['location.identifier.system', location['system']],
  ]
  return fields.filter(([, value]) => value === undefined || value === '').map(([location_]) => location_)
}
