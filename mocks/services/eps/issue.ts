import { CODES } from './systems.ts'

/** One issue of an OperationOutcome. */
export interface Issue {
  severity: 'fatal' | 'error' | 'information'
  code: string
  details?: { coding: { system?: string; version?: string; code: string; display?: string }[] }
  diagnostics?: string
  /** Where in the message. The service sends a list of one null where it does not know. */
  expression?: (string | null)[]
}

/** An issue together with the published rule behind it. */
export interface Objection {
  /** Short stable name: `intent`. */
  rule: string
  issue: Issue
}

/** A value that must not be so. */
export function wrongValue(rule: string, diagnostics: string, expression?: string): Objection {
  return { rule, issue: { severity: 'error', code: 'value', diagnostics, ...(expression && { expression: [expression] }) } }
}

/** Something missing, or there though it should not be. */
export function invalid(rule: string, diagnostics: string): Objection {
  return { rule, issue: { severity: 'error', code: 'invalid', diagnostics } }
}

/** A whole message that is of no use. */
export function fatal(rule: string, code: string, diagnostics: string, expression?: string): Objection {
  return { rule, issue: { severity: 'fatal', code, diagnostics, ...(expression && { expression: [expression] }) } }
}

/** An issue with a code of a code system instead of a sentence. */
export function coded(code: string, system: keyof typeof CODES, value: string, display?: string): Issue {
  return {
    severity: 'error',
    code,
    details: { coding: [{ system: CODES[system], code: value, ...(display !== undefined && { display }) }] },
  }
}
