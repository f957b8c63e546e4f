import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Appointment } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import { dayOf } from './practice-time.ts'

/** Whether a patient's list shows an appointment. All of them: past, to come, cancelled, not attended. */
export const isPartOfHistory = behaviour('appointments.isPartOfHistory', (_appointment: Appointment, _now: number): boolean => true)

/** Everything a patient has been booked for, newest first. */
export function appointmentsOfPatient(work: Work, patientId: string): Appointment[] {
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const now = services.clock.now()
  const found = appointmentsStore(services).ofPatient(patient.id).filter((appointment) => isPartOfHistory(appointment, now))
  audited(work, { event: 'appointments-viewed', action: 'R', patientId: patient.id })
  return found
}

/** On whose list an appointment stands: that of whoever sees the patient, as it is now. */
export const listedUnder = behaviour('appointments.listedUnder', (appointment: Appointment, _history: () => readonly Appointment[]): string => appointment.practitionerId)

/** The appointments of a day, in the order of the day; all clinicians, or one's. */
export function appointmentsOfDay(work: Work, { date, practitionerId }: { date: string; practitionerId?: string }): Appointment[] {
  const { services } = work
  const day = dayOf(date)
  if (!day) throw new Refusal('invalid', [{ field: 'date', text: 'Give the date, as in 2026-03-31.' }])
  const store = appointmentsStore(services)
  const under = (appointment: Appointment) => listedUnder(appointment, () => store.history(appointment.id).map((version) => version.appointment))
  const found = store.between(day).filter((appointment) => practitionerId === undefined || under(appointment) === practitionerId)
  audited(work, { event: 'day-list-viewed', action: 'R', detail: { date, ...(practitionerId !== undefined && { practitioner: practitionerId }), patients: [...new Set(found.map(({ patientId }) => patientId))] } })
  return found
}
