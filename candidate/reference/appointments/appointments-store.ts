import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Services } from '../services.ts'
import type { Appointment, AppointmentStatus, AppointmentVersion } from './appointment.ts'

/** The appointments in the store, with the story of each. */
export interface AppointmentsStore {
  /** @throws Refusal `not-found` */
  get(id: string): Appointment
  /** Newest first. */
  ofPatient(patientId: string): Appointment[]
  /** Those that start within a stretch of time, in the order of the day. */
  between(within: { from: number; to: number }): Appointment[]
  /** The live appointment for which a slot is taken. */
  inSlot(slotId: string): Appointment | undefined
  history(id: string): AppointmentVersion[]
  add(work: Work, appointment: Omit<Appointment, 'id' | 'version'>): Appointment
  /** Saves an appointment as its next version; `event` says what was done. */
  change(work: Work, appointment: Appointment, event: string): Appointment
}

/** What the story of an appointment tells: all of it, newest first. */
export const storyOf = behaviour('appointments.storyOf', (versions: AppointmentVersion[]): AppointmentVersion[] => versions)

interface AppointmentRow {
  id: number
  version: number
  patient_id: number
  slot_id: number
  status: AppointmentStatus
  practitioner_id: string
  starts_at: number
  ends_at: number
  details: string
}

interface VersionRow {
  at: string
  event: string
  user_id: string
  user_name: string
  content: string
}

export function appointmentsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): AppointmentsStore {
  const keepVersion = ({ session }: Work, appointment: Appointment, event: string) =>
    database.run(
      'INSERT INTO appointment_version (appointment_id, version, at, event, user_id, user_name, content) VALUES (?, ?, ?, ?, ?, ?, ?)',
      Number(appointment.id),
      appointment.version,
      clock.timestamp(),
      event,
      session.user.id,
      session.user.name,
      JSON.stringify(appointment),
    )

  return {
    get: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<AppointmentRow>('SELECT * FROM appointment WHERE id = ?', Number(id)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such appointment.')
      return appointmentOf(row)
    },

    ofPatient: (patientId) => database.all<AppointmentRow>('SELECT * FROM appointment WHERE patient_id = ? ORDER BY starts_at DESC, id DESC', Number(patientId)).map(appointmentOf),

    between: ({ from, to }) => database.all<AppointmentRow>('SELECT * FROM appointment WHERE starts_at >= ? AND starts_at < ? ORDER BY starts_at, id', from, to).map(appointmentOf),

    inSlot: (slotId) => {
      const row = database.one<AppointmentRow>(`SELECT * FROM appointment WHERE slot_id = ? AND status IN ('booked', 'arrived') ORDER BY id`, Number(slotId))
      return row && appointmentOf(row)
    },

    history: (id) =>
      storyOf(
        database.all<VersionRow>('SELECT * FROM appointment_version WHERE appointment_id = ? ORDER BY version DESC', Number(id)).map(({ at, event, user_id, user_name, content }) => ({
          at,
          event,
          user: { id: user_id, name: user_name },
          appointment: JSON.parse(content),
        })),
      ),

    add: (work, { patientId, slotId, status, practitionerId, startsAt, endsAt, details }) => {
      const row = database.one<AppointmentRow>(
        'INSERT INTO appointment (version, patient_id, slot_id, status, practitioner_id, starts_at, ends_at, details) VALUES (1, ?, ?, ?, ?, ?, ?, ?) RETURNING *',
        Number(patientId),
        Number(slotId),
        status,
        practitionerId,
        startsAt,
        endsAt,
        JSON.stringify(details),
      )
      if (!row) throw new Error('the store did not give the new appointment back')
      const appointment = appointmentOf(row)
      keepVersion(work, appointment, 'booked')
      return appointment
    },

    change: (work, appointment, event) => {
      const next = { ...appointment, version: appointment.version + 1 }
      const { slotId, status, practitionerId, startsAt, endsAt, details } = next
      database.run(
        'UPDATE appointment SET version = ?, slot_id = ?, status = ?, practitioner_id = ?, starts_at = ?, ends_at = ?, details = ? WHERE id = ?',
        next.version,
        Number(slotId),
        status,
        practitionerId,
        startsAt,
        endsAt,
        JSON.stringify(details),
        Number(next.id),
      )
      keepVersion(work, next, event)
      return next
    },
  }
}

const appointmentOf = (row: AppointmentRow): Appointment => ({
  id: String(row.id),
  version: row.version,
  patientId: String(row.patient_id),
  slotId: String(row.slot_id),
  status: row.status,
  practitionerId: row.practitioner_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  details: JSON.parse(row.details),
})
