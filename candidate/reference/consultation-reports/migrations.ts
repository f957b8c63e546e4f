import type { Migration } from '../store/migrate.ts'

export const reportMigrations: readonly Migration[] = [
  {
    name: 'consultation-reports-001-reports',
    sql: `
      -- Reports of consultations here, sent to the practice where the patient is registered.
      CREATE TABLE consultation_report (
        id INTEGER PRIMARY KEY,
        nhs_number TEXT NOT NULL,
        patient_name TEXT NOT NULL,
        -- Composition.identifier, and the id of the MessageHeader, which the answers name.
        document_id TEXT NOT NULL UNIQUE,
        message_id TEXT NOT NULL UNIQUE,
        -- SHA-256 of the file.
        digest TEXT NOT NULL,
        replaces TEXT,
        sent_by TEXT NOT NULL,
        at TEXT NOT NULL,
        -- Its place in the queue for MESH.
        outgoing_id INTEGER NOT NULL REFERENCES mesh_outgoing (id),
        -- What the recipient answered, by code of ITK-ResponseCodes-1, with its words.
        infrastructure TEXT,
        business TEXT,
        words TEXT,
        -- Why MESH could not deliver it.
        undelivered TEXT,
        -- When somebody was told that answers are missing.
        chased_at TEXT
      ) STRICT;
      CREATE INDEX consultation_report_patient ON consultation_report (nhs_number);`,
  },
]
