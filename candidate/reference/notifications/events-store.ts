import type { Services } from '../services.ts'

/** Events that were told nationally. */
export interface EventsStore {
  hasTaken(id: string): boolean
  /** `pending`: the record has still to be fetched for it. */
  take(event: { id: string; type: string; patientId?: string; pending: boolean }): void
  /** Patients whose records have to be fetched, in the order in which they were told of. */
  pendingPatients(): string[]
  done(patientId: string): void
}

export function eventsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): EventsStore {
  return {
    hasTaken: (id) => database.one('SELECT id FROM national_event WHERE id = ?', id) !== undefined,
    take: ({ id, type, patientId, pending }) =>
      void database.run(
        'INSERT OR IGNORE INTO national_event (id, type, patient_id, taken_at, done_at) VALUES (?, ?, ?, ?, ?)',
        id,
        type,
        patientId === undefined ? null : Number(patientId),
        clock.timestamp(),
        pending ? null : clock.timestamp(),
      ),
    pendingPatients: () =>
      database
        .all<{ patient_id: number }>('SELECT patient_id FROM national_event WHERE done_at IS NULL AND patient_id IS NOT NULL GROUP BY patient_id ORDER BY MIN(taken_at)')
        .map((row) => String(row.patient_id)),
    done: (patientId) => void database.run('UPDATE national_event SET done_at = ? WHERE patient_id = ? AND done_at IS NULL', clock.timestamp(), Number(patientId)),
  }
}
