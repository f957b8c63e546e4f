import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { application, healthcareWorker } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import codes from './codes.json' with { type: 'json' }
import { reject } from './errors.ts'
import type { FlagsState } from './state.ts'

/** A system in its own name, or a healthcare worker. Source: Patient Flags API, capability statement, security. */
export const ACCESS = [application(), healthcareWorker({ aal: [2, 3] })] as const

export const KINDS: Readonly<Record<string, { display: string; written: boolean }>> = codes.flags

/** The NHS number that a query names, for faults and the journal. */
export const subjectOfQuery = (call: Call<FlagsState>): string | undefined => call.query.get('patient') ?? undefined

/** Whose flags are meant. */
export function patientIn(call: Call<FlagsState>): string {
  const nhsNumber = call.query.get('patient')
  if (!nhsNumber) reject('MISSING_VALUE', 'Missing required parameter patient', 'patient-missing', 'patient')
  return isNhsNumber(nhsNumber) ? nhsNumber : reject('INVALID_VALUE', 'Invalid NHS Number', 'patient-invalid', 'patient')
}

/** Which kind of flag is meant, if one is named. */
export function codeIn(call: Call<FlagsState>): string | undefined {
  const code = call.query.get('code') ?? undefined
  return code === undefined || KINDS[code] ? code : reject('INVALID_VALUE', `Invalid code ${code}`, 'code-invalid', 'code')
}
