import { isValid } from '../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { errors, reject } from './errors.ts'
import { patientOf, type PatientState, type ScrState } from './state.ts'
import { SYSTEM } from './systems.ts'

const PREFIX = `${SYSTEM.nhsNumber}|`

/** The NHS number of a query parameter; undefined where there is none to be seen. For faults and the journal. */
export function numberIn(call: Call, parameter: string): string | undefined {
  const value = call.query.get(parameter)
  return value?.startsWith(PREFIX) ? value.slice(PREFIX.length) : undefined
}

/** The NHS number of a query parameter, with its system before it. The service calls the field `patient` whatever its name. */
export function numberFrom(value: string, clause: string, parameter: string): string {
  const number = value.startsWith(PREFIX) ? value.slice(PREFIX.length) : ''
  return number === '' ? reject(`Invalid value - ${value} in field 'patient'`, 'nhs-number-form', clause, `query:${parameter}`) : number
}

/** What Spine knows of a patient, unless the number is no NHS number, or the patient lets nobody at the summary. */
export function patientAtSpine(call: Call<ScrState>, nhsNumber: string, clause: string): PatientState {
  if (!isValid(nhsNumber)) refuse(errors.invalidNhsNumber(), { rule: 'nhs-number', detail: `${nhsNumber} is no NHS number`, clause })
  const patient = patientOf(call.state, nhsNumber)
  if (patient.permission === 'No') refuse(errors.noConsent())
  return patient
}
