import type { Migration } from '../store/migrate.ts'

export const registrationsMiMigrations: readonly Migration[] = [
  {
    name: 'registrations-mi-001-events',
    sql: `
      CREATE TABLE registration_event (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        state TEXT NOT NULL,
        problem TEXT,
        -- For the practice only: no event names anybody.
        patient_id TEXT,
        noted_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX registration_event_state ON registration_event (state);`,
  },
]
