import { audited } from '../audit/audited.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'

/** Takes a patient off the practice's list. The record stays, to be viewed and not changed; nationally the next practice takes over. */
export function deductPatient(work: Work, { id, reason }: { id: string; reason: string }): RegisteredPatient {
  const { services } = work
  const patients = patientsOf(services)
  const patient = patients.get(id)
  if (patient.status === 'left') throw new Refusal('already-done', 'This patient has already left the practice.')
  return services.database.transaction(() => {
    const left = patients.leave(patient, services.clock.today(), reason)
    audited(work, { event: 'patient-deducted', action: 'U', patientId: id, detail: { reason } })
    return left
  })
}
