import type { Migration } from '../store/migrate.ts'

export const extractMigrations: readonly Migration[] = [
  {
    name: 'extracts-001-submissions',
    sql: `
      CREATE TABLE submission (
        id INTEGER PRIMARY KEY,
        reference TEXT NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        from_date TEXT,
        to_date TEXT,
        state TEXT NOT NULL,
        recipient TEXT NOT NULL,
        workflow_id TEXT NOT NULL,
        records INTEGER NOT NULL,
        type_one INTEGER NOT NULL,
        national INTEGER NOT NULL,
        -- Patients and their entries (JSON), while it is not known who of them has opted out.
        pending TEXT,
        -- Name of the list that was sent to find out.
        list TEXT UNIQUE,
        -- Number in the queue of what is to be sent.
        outgoing INTEGER UNIQUE,
        problem TEXT,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX submission_kind ON submission (kind, from_date);

      -- Everybody who told the practice that nothing of them may leave it beyond their own care (type 1).
      CREATE TABLE type_one_opt_out (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        since TEXT NOT NULL,
        recorder_id TEXT NOT NULL
      ) STRICT;

      -- What the practice agreed to have collected.
      CREATE TABLE collection_agreement (
        collection TEXT PRIMARY KEY,
        agreed INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT;

      CREATE TABLE collection_request (request TEXT PRIMARY KEY, collection TEXT NOT NULL, at TEXT NOT NULL) STRICT;

      -- When the practice began to work with this system.
      CREATE TABLE live_since (date TEXT NOT NULL) STRICT;

      CREATE TABLE fgm_record (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        type TEXT NOT NULL,
        identified_on TEXT NOT NULL,
        how TEXT NOT NULL,
        note TEXT NOT NULL,
        objects INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        recorder_id TEXT NOT NULL
      ) STRICT;`,
  },
]
