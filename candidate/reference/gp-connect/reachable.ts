import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { isNumberVerified } from '../patient-facing/online-patient.ts'
import type { Services } from '../services.ts'
import { GpcError, type GpcCode } from './gpc-error.ts'

/**
 * Whether somebody is found from outside: a patient of this practice, temporary ones included, alive, not sensitive, with a verified
 * NHS number. Source: GP Connect, find a patient.
 */
export const isFindable = behaviour(
  'gp-connect.isFindable',
  (patient: RegisteredPatient): boolean =>
    patient.status === 'active' && patient.national.deceasedDateTime === undefined && !isRestricted(patient.national) && isNumberVerified(patient),
)

/** Whether somebody's record is given out: of those who are found, the permanent ones. Source: GP Connect, structured record, errors. */
export const hasRecordHere = behaviour(
  'gp-connect.hasRecordHere',
  (patient: RegisteredPatient): boolean => isFindable(patient) && patient.registrations[0]?.type === 'permanent',
)

/** What is told of something that is not here: each kind has its own code. */
export const missing = behaviour('gp-connect.missing', (code: GpcCode): GpcError => new GpcError(code))

/** The patient with a logical id who is found from outside. */
export function patientAt(services: Services, id: string, may = isFindable): RegisteredPatient {
  const patient = patientsOf(services).find(id)
  if (!patient || !may(patient)) throw missing('PATIENT_NOT_FOUND')
  return patient
}

/** The patient with an NHS number, as far as they are found from outside. */
export function patientNumbered(services: Services, nhsNumber: string, may = isFindable): RegisteredPatient | undefined {
  const patient = patientsOf(services).byNhsNumber(nhsNumber)
  return patient && may(patient) ? patient : undefined
}
