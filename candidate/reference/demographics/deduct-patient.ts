import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'

/** Ends the registration of a patient, and makes the record one that can only be viewed. */
export const takeOffTheList = behaviour('demographics.takeOffTheList', ({ services }: Work, patient: RegisteredPatient, reason: string) =>
  patientsOf(services).leave(patient, services.clock.today(), reason),
)

/** Takes a patient off the practice's list. The record stays, to be viewed and not changed; nationally the next practice takes over. */
export function deductPatient(work: Work, { id, reason }: { id: string; reason: string }): RegisteredPatient {
  const { services } = work
  const patients = patientsOf(services)
  const patient = patients.get(id)
  if (patient.status === 'left') throw new Refusal('already-done', 'This patient has already left the practice.')
  return services.database.transaction(() => {
    const left = takeOffTheList(work, patient, reason)
    audited(work, { event: 'patient-deducted', action: 'U', patientId: id, detail: { reason } })
    return left
  })
}
