import type { Services } from '../services.ts'

/** Whom the practice follows nationally, and how far it has got with what it was told. */
export interface NemsStore {
  /** Id of the subscription of a patient, where there is one. */
  subscriptionOf(patientId: string): string | undefined
  follow(patientId: string, subscriptionId: string): void
  /** Subscriptions of patients who are not here any more. */
  toEnd(): { id: string; patientId: string }[]
  ended(subscriptionId: string): void
  /** Epoch ms of the latest change that was told of a patient. */
  latest(patientId: string): number | undefined
  heard(patientId: string, changedAt: number): void
}

export function nemsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): NemsStore {
  return {
    subscriptionOf: (patientId) => database.one<{ id: string }>('SELECT id FROM nems_subscription WHERE patient_id = ? AND ended_at IS NULL', Number(patientId))?.id,
    follow: (patientId, subscriptionId) => void database.run('INSERT OR REPLACE INTO nems_subscription (id, patient_id, at, ended_at) VALUES (?, ?, ?, NULL)', subscriptionId, Number(patientId), clock.timestamp()),
    toEnd: () =>
      database
        .all<{ id: string; patient_id: number }>(`SELECT s.id, s.patient_id FROM nems_subscription s JOIN patient p ON p.id = s.patient_id WHERE s.ended_at IS NULL AND p.status = 'left'`)
        .map(({ id, patient_id }) => ({ id, patientId: String(patient_id) })),
    ended: (subscriptionId) => void database.run('UPDATE nems_subscription SET ended_at = ? WHERE id = ?', clock.timestamp(), subscriptionId),
    latest: (patientId) => database.one<{ changed_at: number }>('SELECT changed_at FROM nems_latest WHERE patient_id = ?', Number(patientId))?.changed_at,
    heard: (patientId, changedAt) =>
      void database.run('INSERT INTO nems_latest (patient_id, changed_at) VALUES (?, ?) ON CONFLICT (patient_id) DO UPDATE SET changed_at = MAX(changed_at, excluded.changed_at)', Number(patientId), changedAt),
  }
}
