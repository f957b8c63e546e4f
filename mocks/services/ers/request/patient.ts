import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import type { Ers } from '../ers-route.ts'
import { ID } from '../codes/systems.ts'
import type { Part, Values } from './parameters.ts'
import { identifier } from './shape.ts'

export const patientPart: Part = { as: 'valueIdentifier', schema: identifier(ID.nhsNumber), min: 1 }

/** The NHS number of the `patient` parameter. Known to e-RS is everybody with a valid number, unless a control said otherwise. */
export function readPatient(ers: Ers, values: Values): string {
  const { value } = values.one<{ value: string }>('patient')!
  if (!isValid(value)) ers.reject('INVALID_VALUE', `'patient' (${value}) is invalid.`, '/patient')
  ensurePatientUsable(ers, value)
  return value
}

/** Declines when e-RS cannot work with the patient's record. */
export function ensurePatientUsable(ers: Ers, nhsNumber: string, status = 422): void {
  const problem = ers.state.patients.get(nhsNumber)?.problem
  if (problem === 'PATIENT_ERROR') ers.decline('PATIENT_ERROR', 'An error occurred while retrieving the requested patient. Do not attempt again.', status)
  if (problem === 'REFERENCE_NOT_FOUND') ers.decline('REFERENCE_NOT_FOUND', `'patient' (${nhsNumber}) could not be found.`, status)
  if (problem === 'NO_REG_GP_PRACTICE') ers.decline('NO_REG_GP_PRACTICE', 'The patient was found not to have a registered GP practice.', status)
}

/** NHS number of the `patient` parameter of any Parameters body, for faults and the journal. */
export function patientOf(body: unknown): string | undefined {
  const parameters = (body as { parameter?: { name?: string; valueIdentifier?: { value?: unknown } }[] } | undefined)?.parameter
  const value = Array.isArray(parameters) ? parameters.find((parameter) => parameter?.name === 'patient')?.valueIdentifier?.value : undefined
  return typeof value === 'string' ? value : undefined
}
