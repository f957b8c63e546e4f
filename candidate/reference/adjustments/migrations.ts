import type { Migration } from '../store/migrate.ts'

export const adjustmentMigrations: readonly Migration[] = [
  {
    name: 'adjustments-001-adjustments',
    sql: `
      -- What the national record said when it was last read, and whether the last attempt to read it failed.
      CREATE TABLE adjustment_copy (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        read_at TEXT,
        consent TEXT,
        flags TEXT NOT NULL,
        problem TEXT
      ) STRICT;

      -- What the practice has noted and not shared nationally yet.
      CREATE TABLE adjustment_unshared (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        code TEXT NOT NULL,
        term TEXT NOT NULL,
        category TEXT NOT NULL,
        consent TEXT,
        request_id TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        UNIQUE (patient_id, code)
      ) STRICT;`,
  },
]
