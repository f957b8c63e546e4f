import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Migration } from '../store/migrate.ts'
import type { Work } from '../work.ts'
import { GpcError } from './gpc-error.ts'

/** What a practice shares with other organisations, each on its own. */
export const SHARED = ['record', 'documents', 'appointments'] as const
export type Shared = (typeof SHARED)[number]

export const sharingMigrations: readonly Migration[] = [
  {
    name: 'gp-connect-001-sharing',
    sql: `
      -- What the practice shares. No row: not shared.
      CREATE TABLE shared_service (
        name TEXT PRIMARY KEY,
        shared INTEGER NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT;

      -- Patients who do not want their record shared.
      CREATE TABLE sharing_dissent (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        recorded_at TEXT NOT NULL
      ) STRICT;`,
  },
]

type Store = Pick<Services, 'database'>

/** Whether the practice shares something. Off until somebody switches it on. */
export const isShared = behaviour(
  'gp-connect.isShared',
  ({ database }: Store, service: Shared): boolean => database.one<{ shared: number }>('SELECT shared FROM shared_service WHERE name = ?', service)?.shared === 1,
)

/** Whether a patient has said no. */
export const dissents = behaviour(
  'gp-connect.dissents',
  ({ database }: Store, patientId: string): boolean => database.one('SELECT 1 FROM sharing_dissent WHERE patient_id = ?', Number(patientId)) !== undefined,
)

/** @throws GpcError ACCESS DENIED where the practice does not share it */
export function demandShared(services: Services, service: Shared): void {
  if (!isShared(services, service)) throw new GpcError('ACCESS DENIED', 'The practice does not share this.')
}

/** @throws GpcError NO_PATIENT_CONSENT */
export function demandConsent(services: Services, patientId: string): void {
  if (dissents(services, patientId)) throw new GpcError('NO_PATIENT_CONSENT')
}

/** Switches what the practice shares; every switch is written down. */
export function share(work: Work, wanted: Partial<Record<Shared, boolean>>): void {
  demand(work.role, 'B1700')
  const { services } = work
  const { database, clock, config } = services
  database.transaction(() => {
    for (const service of SHARED) {
      const on = wanted[service]
      if (on === undefined || on === isShared(services, service)) continue
      database.run(
        'INSERT INTO shared_service (name, shared, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET shared = ?2, changed_at = ?3',
        service,
        on ? 1 : 0,
        clock.timestamp(),
      )
      writeDown(work, service, on, config.practice.odsCode)
    }
  })
}

/** Puts a switch into the audit trail. */
export const writeDown = behaviour('gp-connect.writeDown', (work: Work, service: Shared, on: boolean, odsCode: string): void =>
  audited(work, { event: on ? 'sharing-on' : 'sharing-off', action: 'U', subject: `Organization/${odsCode}`, detail: { service } }),
)

/** Writes down that a patient says no, or yes again. */
export function recordDissent(work: Work, patientId: string, no: boolean): void {
  demand(work.role, 'B0825')
  const { database, clock } = work.services
  const { id } = patientsOf(work.services).get(patientId)
  database.transaction(() => {
    if (no) database.run('INSERT OR REPLACE INTO sharing_dissent (patient_id, recorded_at) VALUES (?, ?)', Number(id), clock.timestamp())
    else database.run('DELETE FROM sharing_dissent WHERE patient_id = ?', Number(id))
    audited(work, { event: no ? 'sharing-dissent' : 'sharing-consent', action: 'U', patientId: id })
  })
}
