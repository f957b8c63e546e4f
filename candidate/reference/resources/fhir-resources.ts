import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { Employee, EmployeeDetails } from './staff.ts'
import type { Site, SiteDetails } from './sites.ts'

/** A site as UK Core has it. */
export const fhirLocation = ({ id, version, name, address, postcode, telephone }: Site): Resource => ({
  resourceType: 'Location',
  id,
  meta: { versionId: String(version), profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Location'] },
  status: 'active',
  name,
  address: { line: address, postalCode: postcode },
  ...(telephone !== undefined && { telecom: [{ system: 'phone', use: 'work', value: telephone }] }),
})

/** Reads the site that a caller wants. */
export function siteIn(body: JsonObject): SiteDetails {
  const address = isObject(body['address']) ? body['address'] : {}
  const telephone = objects(body['telecom']).find(({ system }) => system === 'phone')?.['value']
  return {
    name: text(body['name']),
    address: (Array.isArray(address['line']) ? address['line'] : []).map(text).filter(Boolean),
    postcode: text(address['postalCode']).toUpperCase(),
    ...(typeof telephone === 'string' && { telephone: telephone.trim() }),
  }
}

/** Somebody who works here as UK Core has it; what they do is a qualification in words, since roles come from CIS2. */
export const fhirPractitioner = ({ id, version, title, given, family, job, startedOn, leftOn }: Employee): Resource => ({
  resourceType: 'Practitioner',
  id,
  meta: { versionId: String(version), profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Practitioner'] },
  identifier: [{ system: SYSTEM.sdsUser, value: id }],
  active: leftOn === undefined,
  name: [{ use: 'official', ...(title !== undefined && { prefix: [title] }), given: [given], family }],
  qualification: [{ code: { text: job }, period: { start: startedOn, ...(leftOn !== undefined && { end: leftOn }) } }],
})

/** Reads the member of staff that a caller wants on record. */
export function employeeIn(body: JsonObject): EmployeeDetails & { id: string; startedOn: string | undefined } {
  const name = objects(body['name'])[0] ?? {}
  const [first] = objects(body['qualification'])
  const [title] = Array.isArray(name['prefix']) ? name['prefix'].map(text) : []
  const period = isObject(first?.['period']) ? first['period'] : {}
  return {
    id: text(objects(body['identifier']).find(({ system }) => system === SYSTEM.sdsUser)?.['value']).replaceAll(' ', ''),
    ...(title && { title }),
    given: (Array.isArray(name['given']) ? name['given'] : []).map(text).join(' '),
    family: text(name['family']),
    job: isObject(first?.['code']) ? text(first['code']['text']) : '',
    startedOn: typeof period['start'] === 'string' ? period['start'] : undefined,
  }
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
