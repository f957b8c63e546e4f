import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

type Store = Pick<Services, 'database'>

/** Whether a patient has told the practice that nothing of them may leave it beyond their own care: a type 1 opt-out, known here only. */
export const hasOptedOut = behaviour('extracts.hasOptedOut', ({ database }: Store, patientId: string): boolean => database.one('SELECT patient_id FROM type_one_opt_out WHERE patient_id = ?', Number(patientId)) !== undefined)

/** Writes down what a patient has decided. */
export function decideTypeOne(work: Work, patientId: string, out: boolean): void {
  demand(work.role, 'B0825')
  const { services, session } = work
  const { id } = patientsOf(services).get(patientId)
  services.database.transaction(() => {
    services.database.run('DELETE FROM type_one_opt_out WHERE patient_id = ?', Number(id))
    if (out) services.database.run('INSERT INTO type_one_opt_out (patient_id, since, recorder_id) VALUES (?, ?, ?)', Number(id), services.clock.timestamp(), session.user.id)
    audited(work, { event: 'type-one-opt-out-changed', action: 'U', patientId: id, detail: { optedOut: out } })
  })
}

/** Everybody who has opted out here, with the day on which they did. */
export const optedOutHere = (services: Pick<Services, 'database' | 'clock'>): { patient: RegisteredPatient; since: string }[] =>
  services.database.all<{ patient_id: number; since: string }>('SELECT patient_id, since FROM type_one_opt_out ORDER BY since').map(({ patient_id, since }) => ({ patient: patientsOf(services).get(String(patient_id)), since }))
