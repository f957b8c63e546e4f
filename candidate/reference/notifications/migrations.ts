import type { Migration } from '../store/migrate.ts'

export const notificationsMigrations: readonly Migration[] = [
  {
    name: 'notifications-001-events',
    sql: `
      -- Events that were told nationally, by MNS's own id: some are told twice.
      CREATE TABLE national_event (
        id TEXT PRIMARY KEY,
        type TEXT NOT NULL,
        patient_id INTEGER REFERENCES patient (id),
        taken_at TEXT NOT NULL,
        -- Null while the record has still to be fetched for it.
        done_at TEXT
      ) STRICT;`,
  },
]
