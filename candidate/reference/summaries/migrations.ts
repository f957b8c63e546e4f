import type { Migration } from '../store/migrate.ts'

export const summaryMigrations: readonly Migration[] = [
  {
    name: 'summaries-001-summaries',
    sql: `
      CREATE TABLE summary (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        preference TEXT NOT NULL DEFAULT 'implied',
        -- What the last summary that Spine took said, as a digest.
        sent_digest TEXT,
        sent_id TEXT,
        sent_at TEXT
      ) STRICT;

      -- An upload that is on its way: sent as it is until Spine has taken it or refused it.
      CREATE TABLE summary_upload (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        bundle TEXT NOT NULL,
        id TEXT NOT NULL,
        digest TEXT NOT NULL,
        request_id TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_at INTEGER,
        problem TEXT
      ) STRICT;

      CREATE TABLE summary_alert (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        alert TEXT NOT NULL,
        sent_at TEXT
      ) STRICT;`,
  },
  {
    name: 'summaries-002-interface',
    sql: `
      ALTER TABLE summary_upload ADD COLUMN via TEXT NOT NULL DEFAULT 'fhir';
      -- How the practice reaches the Summary Care Record; nothing: as the configuration says.
      CREATE TABLE summary_interface (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), interface TEXT NOT NULL) STRICT;`,
  },
]
