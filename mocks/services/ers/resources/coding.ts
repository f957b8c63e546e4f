import { codeSystem } from '../codes/systems.ts'
import type { Coding } from '../model/referral.ts'

/** A stored coding with the address of this environment in its system. */
export function renderCoding({ system, code, display }: Coding, base: string): Coding {
  return { system: system.replace('{base}', base), code, ...(display !== undefined && { display }) }
}

/** Codings of e-RS reference data carry its address as their system. */
export function referenceDataCoding(set: string, code: string, display?: string): Coding {
  return { system: `{base}/STU3/CodeSystem/${set}`, code, ...(display !== undefined && { display }) }
}

const PRIORITY_DISPLAY: Record<string, string> = { ROUTINE: 'Routine', URGENT: 'Urgent', TWO_WEEK_WAIT: '2 Week Wait' }

export function priorityCoding(code: string): Coding {
  return { system: codeSystem('Priority'), code, display: PRIORITY_DISPLAY[code]! }
}

/** `2026-03-10T12:00:00.000Z` */
export function instantOf(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
