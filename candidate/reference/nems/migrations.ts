import type { Migration } from '../store/migrate.ts'

export const nemsMigrations: readonly Migration[] = [
  {
    name: 'nems-001-followed',
    sql: `
      -- Patients whose events the practice has subscribed to, each with a subscription of their own.
      CREATE TABLE nems_subscription (
        id TEXT PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        at TEXT NOT NULL,
        ended_at TEXT
      ) STRICT;

      -- The latest that was told of a patient: what is older comes too late.
      CREATE TABLE nems_latest (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        -- Epoch ms of the change, as the event says.
        changed_at INTEGER NOT NULL
      ) STRICT;`,
  },
]
