import type { Migration } from '../store/migrate.ts'

export const demographicsMigrations: readonly Migration[] = [
  {
    name: 'demographics-001-patients',
    sql: `
      CREATE TABLE patient (
        id INTEGER PRIMARY KEY,
        nhs_number TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL,
        status TEXT NOT NULL,
        national TEXT NOT NULL,
        national_version TEXT NOT NULL,
        local TEXT NOT NULL,
        family TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        refreshed_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX patient_family ON patient (family, birth_date);

      CREATE TABLE registration (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        type TEXT NOT NULL,
        started_on TEXT NOT NULL,
        accountable_gp TEXT,
        ended_on TEXT,
        end_reason TEXT
      ) STRICT;
      CREATE INDEX registration_patient ON registration (patient_id);

      CREATE TABLE patient_version (
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        version INTEGER NOT NULL,
        national TEXT NOT NULL,
        PRIMARY KEY (patient_id, version)
      ) STRICT;
      CREATE TRIGGER patient_first_version AFTER INSERT ON patient BEGIN
        INSERT INTO patient_version VALUES (NEW.id, NEW.version, NEW.national);
      END;
      CREATE TRIGGER patient_next_version AFTER UPDATE OF version ON patient WHEN NEW.version <> OLD.version BEGIN
        INSERT INTO patient_version VALUES (NEW.id, NEW.version, NEW.national);
      END;`,
  },
  {
    name: 'demographics-002-unsent-changes',
    sql: `
      CREATE TABLE unsent_change (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        user_id TEXT NOT NULL,
        at TEXT NOT NULL,
        status TEXT NOT NULL,
        content TEXT NOT NULL
      ) STRICT;
      CREATE INDEX unsent_change_patient ON unsent_change (patient_id, status);`,
  },
]
