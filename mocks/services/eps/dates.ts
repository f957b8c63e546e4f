import { ProcessingError } from './processing-error.ts'

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/
const DATE_TIME =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d))?)?)?$/

/** A FHIR dateTime (or date) as milliseconds since the epoch; a date alone means its first moment in UTC. */
export function instantOf(value: string | undefined, path: string): number {
  const at = value !== undefined && DATE_TIME.test(value) ? Date.parse(value) : NaN
  if (Number.isNaN(at)) throw new ProcessingError('INVALID_VALUE', `Incorrect format for date time string '${value}'.`, path)
  return at
}

/** HL7 V3 date and time in UTC: `20210507144756`. */
export function hl7DateTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace(/[-T:]/g, '')
}

/** HL7 V3 date of a FHIR date: `19320106`. */
export function hl7Date(value: string | undefined, path: string): string {
  const at = value !== undefined && DATE.test(value) ? Date.parse(value) : NaN
  if (Number.isNaN(at)) throw new ProcessingError('INVALID_VALUE', `Incorrect format for date string '${value}'.`, path)
  return hl7DateTime(at).slice(0, 8)
}

/** FHIR dateTime as the service writes it: to the second, in UTC, as an offset: `2021-05-07T14:47:56+00:00`. */
export function fhirDateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`
}
