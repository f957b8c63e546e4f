import type { Migration } from '../store/migrate.ts'

export const patientFacingMigrations: readonly Migration[] = [
  {
    name: 'patient-facing-001-online-services',
    sql: `
      -- What the practice offers its patients online. No row: not offered.
      CREATE TABLE online_service (
        name TEXT PRIMARY KEY,
        offered INTEGER NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT;

      -- What was arranged with a patient. No row: nothing.
      CREATE TABLE online_access (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        effective_date TEXT NOT NULL,
        current_level TEXT NOT NULL,
        historical_level TEXT NOT NULL,
        prescriptions TEXT NOT NULL,
        appointments INTEGER NOT NULL
      ) STRICT;

      -- Answers to what apps sent, so that the same request again is not another one.
      CREATE TABLE app_request (
        nhs_number TEXT NOT NULL,
        request_id TEXT NOT NULL,
        location TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (nhs_number, request_id)
      ) STRICT;

      CREATE TABLE repeat_medication (
        id TEXT PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        active INTEGER NOT NULL,
        content TEXT NOT NULL,
        prescriber_id TEXT NOT NULL,
        prescriber_name TEXT NOT NULL,
        authored_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX repeat_medication_patient ON repeat_medication (patient_id);

      CREATE TABLE repeat_request (
        id TEXT PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        repeat_id TEXT NOT NULL REFERENCES repeat_medication (id),
        reference TEXT,
        note TEXT,
        pharmacy TEXT,
        status TEXT NOT NULL,
        reason TEXT,
        authored_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX repeat_request_patient ON repeat_request (patient_id);

      CREATE TABLE letter (
        id TEXT PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        description TEXT NOT NULL,
        created_at TEXT NOT NULL,
        filed_at TEXT NOT NULL,
        reviewed INTEGER NOT NULL,
        content_type TEXT NOT NULL,
        content TEXT NOT NULL
      ) STRICT;
      CREATE INDEX letter_patient ON letter (patient_id);`,
  },
]
