import { isObject, type JsonObject } from '../national/json.ts'

/** From whom an entry of the record is kept. Both may be so. */
export interface Marked {
  /** Not given out to other organisations: the patient wants it so. */
  confidential?: boolean
  /** Not shown to the patient, nor to whoever looks on their behalf, unless their clinician lets it. */
  notForPatient?: boolean
}

const CODES = [
  { name: 'confidential', system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
  { name: 'notForPatient', system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPAT' },
] as const

/** The marks as FHIR has them, for `meta`; nothing where there are none. */
export function securityOf(entry: Marked): JsonObject {
  const security = CODES.filter(({ name }) => entry[name] === true).map(({ system, code }) => ({ system, code }))
  return security.length > 0 ? { security } : {}
}

/** The marks of a resource that a caller sends. */
export function marksIn({ meta }: JsonObject): Marked {
  const security = isObject(meta) && Array.isArray(meta['security']) ? meta['security'].filter(isObject) : []
  return Object.fromEntries(CODES.filter(({ system, code }) => security.some((label) => label['system'] === system && label['code'] === code)).map(({ name }) => [name, true]))
}
