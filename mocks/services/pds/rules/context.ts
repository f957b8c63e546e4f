import { reject, type Rule } from '../errors.ts'
import type { Changes } from '../patch/changes.ts'
import { invalidUpdate } from '../patch/check-form.ts'
import type { Patient } from '../patient.ts'
import type { PdsState } from '../state.ts'

/** An update as the business rules see it: the record before and after, and what differs. */
export interface UpdateContext {
  before: Patient
  after: Patient
  changes: Changes
  /** ISO date on the environment's clock. */
  today: string
  state: PdsState
}

/** Looks at one part of an update; throws a `Refusal` when a rule is broken. */
export type BusinessRule = (context: UpdateContext) => void

const clauseOf = (section: string): string => `PDS FHIR API: update-patient, ${section}`

/** Stops with FORBIDDEN_UPDATE. `section` is the heading of the published document that holds the rule. */
export function forbid(words: string, section: string, rule: string, pointer?: string): never {
  return reject('FORBIDDEN_UPDATE', `Forbidden update with error - ${words}`, described(section, rule, pointer))
}

/** Stops with INVALID_UPDATE. */
export function invalidate(words: string, section: string, rule: string, pointer?: string): never {
  return invalidUpdate(words, described(section, rule, pointer))
}

/** Stops with INVALID_VALUE. */
export function invalidValue(value: unknown, field: string, section: string, rule: string): never {
  return reject('INVALID_VALUE', `Invalid value - '${String(value)}' in field '${field}'`, described(section, rule, `/${field}`))
}

/** Stops with MISSING_VALUE. */
export function missingValue(field: string, section: string, rule: string): never {
  return reject('MISSING_VALUE', `Missing value - '${field}'`, described(section, rule, `/${field}`))
}

/** Stops with UNSUPPORTED_VALUE: well formed, but may no longer be set. */
export function unsupportedValue(value: string, field: string, section: string, rule: string): never {
  return reject('UNSUPPORTED_VALUE', `Unsupported value - '${value}' in field '${field}'`, described(section, rule, `/${field}`))
}

function described(section: string, rule: string, pointer: string | undefined): Rule {
  return { rule, clause: clauseOf(section), ...(pointer !== undefined && { pointer }) }
}
