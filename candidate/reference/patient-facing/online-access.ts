import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'

/** What a practice can offer its patients online, each on its own. `cancelling`: of appointments, by patients themselves. */
export const ONLINE_SERVICES = ['record', 'prescriptions', 'appointments', 'cancelling'] as const
export type OnlineService = (typeof ONLINE_SERVICES)[number]

/** How much of the record a patient sees. Source: GP Connect (Patient Facing) User Permissions, access levels. */
export const RECORD_LEVELS = ['none', 'summary', 'detailed', 'documents', 'full'] as const
export type RecordLevel = (typeof RECORD_LEVELS)[number]

export const PRESCRIPTION_LEVELS = ['none', 'view', 'manage'] as const
export type PrescriptionLevel = (typeof PRESCRIPTION_LEVELS)[number]

/** What was arranged with a patient. */
export interface OnlineAccess {
  /** From which date entries count as current, YYYY-MM-DD. */
  effectiveDate: string
  current: RecordLevel
  /** For what is older. */
  historical: RecordLevel
  prescriptions: PrescriptionLevel
  appointments: boolean
}

type Store = Pick<Services, 'database' | 'clock'>

/** Whether the practice offers a service. Off until somebody switches it on. */
export const isOffered = behaviour(
  'patient-facing.isOffered',
  ({ database }: Store, service: OnlineService): boolean =>
    database.one<{ offered: number }>('SELECT offered FROM online_service WHERE name = ?', service)?.offered === 1,
)

export function offer({ database, clock }: Store, service: OnlineService, offered: boolean): void {
  database.run(
    'INSERT INTO online_service (name, offered, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET offered = ?2, changed_at = ?3',
    service,
    offered ? 1 : 0,
    clock.timestamp(),
  )
}

/** What was arranged with a patient; nothing unless somebody did. */
export const accessOf = behaviour('patient-facing.accessOf', ({ database, clock }: Store, patientId: string): OnlineAccess => {
  const row = database.one<{
    effective_date: string
    current_level: RecordLevel
    historical_level: RecordLevel
    prescriptions: PrescriptionLevel
    appointments: number
  }>('SELECT * FROM online_access WHERE patient_id = ?', Number(patientId))
  if (!row) return { effectiveDate: clock.today(), current: 'none', historical: 'none', prescriptions: 'none', appointments: false }
  return {
    effectiveDate: row.effective_date,
    current: row.current_level,
    historical: row.historical_level,
    prescriptions: row.prescriptions,
    appointments: row.appointments === 1,
  }
})

/** Keeps what was arranged with a patient, in place of what was arranged before. */
export const arrange = behaviour(
  'patient-facing.arrange',
  ({ database }: Store, patientId: string, { effectiveDate, current, historical, prescriptions, appointments }: OnlineAccess): void => {
    database.run(
      'INSERT OR REPLACE INTO online_access (patient_id, effective_date, current_level, historical_level, prescriptions, appointments) VALUES (?, ?, ?, ?, ?, ?)',
      Number(patientId),
      effectiveDate,
      current,
      historical,
      prescriptions,
      appointments ? 1 : 0,
    )
  },
)

/** Whether one level includes another: each holds what those before it do. */
export const includes = (level: RecordLevel, needed: RecordLevel): boolean => RECORD_LEVELS.indexOf(level) >= RECORD_LEVELS.indexOf(needed)

/** Whether a patient may see an entry of the record, by its date (YYYY-MM-DD) and the level it needs. */
export const maySee = behaviour(
  'patient-facing.maySee',
  ({ effectiveDate, current, historical }: OnlineAccess, date: string, needed: RecordLevel): boolean =>
    includes(date.slice(0, 10) >= effectiveDate ? current : historical, needed),
)
