import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isRestricted } from '../national/pds-patient.ts'
import type { Services } from '../services.ts'
import { PublishedError } from './published-error.ts'

const VERIFICATION = /NHSNumberVerificationStatus$/
const VERIFIED = '01'

/** Status of the patient's NHS number: `01` is present and verified. A number read from PDS without one is. */
function numberStatus({ national, nhsNumber, local }: RegisteredPatient): string {
  if (local.invalidated) return 'withdrawn'
  const identifier = national.identifier?.find(({ value }) => value === nhsNumber)
  const status = identifier?.extension?.find(({ url }) => VERIFICATION.test(url))?.valueCodeableConcept?.coding?.[0]?.code
  return status ?? VERIFIED
}

/** Whether the patient's NHS number is present and verified. */
export const isNumberVerified = (patient: RegisteredPatient): boolean => numberStatus(patient) === VERIFIED

/**
 * Whether somebody's record can be reached from outside: a permanent patient of this practice, alive, not sensitive, with a
 * verified NHS number. Source: GP Connect (Patient Facing), PATIENT_NOT_FOUND.
 */
export const isReachable = behaviour('patient-facing.isReachable', (patient: RegisteredPatient): boolean => {
  const { status, national, registrations } = patient
  return (
    status === 'active' &&
    registrations[0]?.type === 'permanent' &&
    national.deceasedDateTime === undefined &&
    !isRestricted(national) &&
    isNumberVerified(patient)
  )
})

/** What is told of somebody whose record cannot be reached: the same, whatever the reason. */
export const toldOfUnreachable = behaviour(
  'patient-facing.toldOfUnreachable',
  (_patient: RegisteredPatient | undefined): PublishedError => new PublishedError('PATIENT_NOT_FOUND'),
)

/**
 * The patient with an NHS number.
 *
 * @throws PublishedError PATIENT_NOT_FOUND, whatever the reason: the answer does not tell who is known here
 */
export function onlinePatient(services: Services, nhsNumber: string): RegisteredPatient {
  const patient = patientsOf(services).byNhsNumber(nhsNumber)
  if (!patient || !isReachable(patient)) throw toldOfUnreachable(patient)
  return patient
}
