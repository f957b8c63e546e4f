import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'

export const safeguardingMigrations: readonly Migration[] = [
  {
    name: 'safeguarding-001-unshared',
    sql: `
      CREATE TABLE safeguarding_unshared (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        recorded_at TEXT NOT NULL,
        recorded_by TEXT NOT NULL
      ) STRICT;`,
  },
]

/** Patients of whom an indicator was recorded here that the national service has not, or of which nobody knows whether it has. */
export function unsharedIndicators({ database, clock }: Pick<Services, 'database' | 'clock'>) {
  return {
    has: (patientId: string): boolean => database.one('SELECT 1 FROM safeguarding_unshared WHERE patient_id = ?', Number(patientId)) !== undefined,
    keep: (patientId: string, by: string): void => void database.run('INSERT OR REPLACE INTO safeguarding_unshared (patient_id, recorded_at, recorded_by) VALUES (?, ?, ?)', Number(patientId), clock.timestamp(), by),
    drop: (patientId: string): void => void database.run('DELETE FROM safeguarding_unshared WHERE patient_id = ?', Number(patientId)),
  }
}
