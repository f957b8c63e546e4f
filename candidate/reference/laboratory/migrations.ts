import type { Migration } from '../store/migrate.ts'

export const laboratoryMigrations: readonly Migration[] = [
  {
    name: 'laboratory-001-reports',
    sql: `
      -- Every interchange of a laboratory that was answered; its number is that of the acknowledgement.
      CREATE TABLE lab_interchange (
        id INTEGER PRIMARY KEY,
        sender TEXT NOT NULL,
        reference TEXT NOT NULL,
        digest TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (sender, reference, digest)
      ) STRICT;

      CREATE TABLE lab_report (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        patient_id TEXT,
        state TEXT NOT NULL,
        -- Code of the laboratory in the interchange, and its number of the report.
        sender TEXT NOT NULL,
        number TEXT NOT NULL,
        issued TEXT NOT NULL,
        -- As it was read from the message (JSON).
        report TEXT NOT NULL,
        -- SDS user id of whoever is to look at it, and the name of whoever has.
        reviewer TEXT,
        reviewed_by TEXT,
        received_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX lab_report_patient ON lab_report (patient_id);
      CREATE INDEX lab_report_number ON lab_report (sender, number);`,
  },
  {
    name: 'laboratory-002-stored-reports',
    sql: `
      -- Reports that the practice was told of and reads from the national store, by their id there.
      CREATE TABLE lab_stored_report (
        id TEXT PRIMARY KEY,
        -- Whom the event was about.
        nhs_number TEXT NOT NULL,
        -- waiting, taken, given-up
        state TEXT NOT NULL,
        -- Rounds in which it could not be read.
        failures INTEGER NOT NULL,
        told_at TEXT NOT NULL,
        -- As it came.
        content TEXT
      ) STRICT;`,
  },
]
