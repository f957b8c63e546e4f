/**
 * Why a candidate did not do what it was asked, in terms of the matter rather than of a status code.
 * docs/candidate-contract.md says how each looks over the API.
 */
export const REFUSAL_REASONS = [
  'invalid',
  'not-signed-in',
  'not-permitted',
  'not-found',
  'changed-meanwhile',
  'version-missing',
  'needs-confirmation',
  'rule',
  'already-done',
  'national-refused',
  'national-unavailable',
  'national-timeout',
  'national-unreadable',
] as const

export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** It was done. */
export interface Done<T> {
  ok: true
  value: T
  /** What the user was told beside the result, where anything was. */
  message?: string
}

/** It was not done, and the user was told why. */
export interface Refused {
  ok: false
  reason: RefusalReason
  /** The words the user sees. */
  message: string
  /** Codes of the warnings to be confirmed (`warning-allergy`), for `needs-confirmation`. */
  warnings: string[]
}

/** What a candidate answers to a verb of the port. */
export type Answer<T> = Done<T> | Refused

export function done<T>(value: T, message?: string): Done<T> {
  return message === undefined ? { ok: true, value } : { ok: true, value, message }
}

export function refused(reason: RefusalReason, message: string, warnings: string[] = []): Refused {
  return { ok: false, reason, message, warnings }
}
