import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Referral } from './referral.ts'

/** Why a patient cannot be referred: they have died, or left the practice. */
export const whyNotRefer = behaviour('referrals.whyNotRefer', ({ national, status }: RegisteredPatient): Refusal | undefined => {
  if (national.deceasedDateTime) return new Refusal('rule', [{ reason: 'deceased', text: 'This patient has died. Nothing was sent.' }])
  if (status === 'left') return new Refusal('rule', [{ reason: 'inactive', text: 'This patient has left the practice and is not registered here any more. Nothing was sent.' }])
  return undefined
})

/** The patient, if they can be referred. */
export function referablePatient(work: Work, patientId: string): RegisteredPatient {
  const patient = patientsOf(work.services).get(patientId)
  const refusal = whyNotRefer(patient)
  if (refusal) throw refusal
  return patient
}

/** Whether what is asked for is about the patient whom the user has in front of them. Not said: the caller shows no patient. */
export const isOfPatient = behaviour('referrals.isOfPatient', ({ patientId }: Pick<Referral, 'patientId'>, shown: string | undefined): boolean => shown === undefined || shown === patientId)

/** @throws Refusal `rule` when it is another patient's */
export function ensureOfPatient(owned: Pick<Referral, 'patientId'>, shown: string | undefined): void {
  if (!isOfPatient(owned, shown)) throw new Refusal('rule', [{ reason: 'other-patient', text: 'This belongs to another patient than the one on screen. Nothing was sent. Open the right patient.' }])
}
