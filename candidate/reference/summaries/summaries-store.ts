import type { JsonObject } from '../national/json.ts'
import type { Services } from '../services.ts'
import type { PendingUpload, Preference, SummaryInterface } from './summary.ts'

/** What the practice keeps about patients' summaries. */
export interface SummariesStore {
  preference(patientId: string): Preference
  setPreference(patientId: string, preference: Preference): void
  /** The summary that Spine took last from here. */
  sent(patientId: string): { id: string; digest: string } | undefined
  setSent(patientId: string, sent: { id: string; digest: string }): void
  pending(patientId: string): PendingUpload | undefined
  /** The one that was sent under an id. */
  pendingUnder(requestId: string): PendingUpload | undefined
  setPending(upload: PendingUpload): void
  dropPending(patientId: string): void
  /** Keeps an alert before it is sent; gives its row. */
  addAlert(patientId: string, alert: JsonObject): number
  alertSent(row: number): void
  unsentAlerts(patientId: string): { row: number; alert: JsonObject }[]
  /** What the practice has chosen, if it has. */
  chosenInterface(): SummaryInterface | undefined
  chooseInterface(chosen: SummaryInterface): void
}

interface PendingRow {
  patient_id: number
  via: SummaryInterface
  bundle: string
  id: string
  digest: string
  request_id: string
  attempts: number
  next_at: number | null
  problem: string | null
}

export function summariesStore({ database, clock }: Pick<Services, 'database' | 'clock'>): SummariesStore {
  return {
    preference: (patientId) =>
      database.one<{ preference: Preference }>('SELECT preference FROM summary WHERE patient_id = ?', Number(patientId))?.preference ?? 'implied',
    setPreference: (patientId, preference) =>
      void database.run('INSERT INTO summary (patient_id, preference) VALUES (?, ?) ON CONFLICT DO UPDATE SET preference = excluded.preference', Number(patientId), preference),
    sent: (patientId) => {
      const row = database.one<{ sent_id: string | null; sent_digest: string | null }>('SELECT sent_id, sent_digest FROM summary WHERE patient_id = ?', Number(patientId))
      return row && row.sent_id !== null && row.sent_digest !== null ? { id: row.sent_id, digest: row.sent_digest } : undefined
    },
    setSent: (patientId, { id, digest }) =>
      void database.run(
        'INSERT INTO summary (patient_id, sent_id, sent_digest, sent_at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET sent_id = excluded.sent_id, sent_digest = excluded.sent_digest, sent_at = excluded.sent_at',
        Number(patientId),
        id,
        digest,
        clock.timestamp(),
      ),
    pending: (patientId) => pendingOf(database.one<PendingRow>('SELECT * FROM summary_upload WHERE patient_id = ?', Number(patientId))),
    pendingUnder: (requestId) => pendingOf(database.one<PendingRow>('SELECT * FROM summary_upload WHERE request_id = ?', requestId)),
    setPending: ({ patientId, via, bundle, id, digest, requestId, attempts, nextAt, problem }) =>
      void database.run(
        'INSERT OR REPLACE INTO summary_upload (patient_id, via, bundle, id, digest, request_id, attempts, next_at, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        Number(patientId),
        via,
        bundle,
        id,
        digest,
        requestId,
        attempts,
        nextAt ?? null,
        problem ?? null,
      ),
    dropPending: (patientId) => void database.run('DELETE FROM summary_upload WHERE patient_id = ?', Number(patientId)),
    addAlert: (patientId, alert) =>
      database.run('INSERT INTO summary_alert (patient_id, alert) VALUES (?, ?)', Number(patientId), JSON.stringify(alert)).lastInsertRowid,
    alertSent: (row) => void database.run('UPDATE summary_alert SET sent_at = ? WHERE id = ?', clock.timestamp(), row),
    unsentAlerts: (patientId) =>
      database
        .all<{ id: number; alert: string }>('SELECT id, alert FROM summary_alert WHERE patient_id = ? AND sent_at IS NULL ORDER BY id', Number(patientId))
        .map(({ id, alert }) => ({ row: id, alert: JSON.parse(alert) as JsonObject })),
    chosenInterface: () => database.one<{ interface: SummaryInterface }>('SELECT interface FROM summary_interface')?.interface,
    chooseInterface: (chosen) => void database.run('INSERT OR REPLACE INTO summary_interface (only_row, interface) VALUES (1, ?)', chosen),
  }
}

const pendingOf = (row: PendingRow | undefined): PendingUpload | undefined =>
  row && {
    patientId: String(row.patient_id),
    via: row.via,
    bundle: row.bundle,
    id: row.id,
    digest: row.digest,
    requestId: row.request_id,
    attempts: row.attempts,
    ...(row.next_at !== null && { nextAt: row.next_at }),
    ...(row.problem !== null && { problem: row.problem }),
  }
