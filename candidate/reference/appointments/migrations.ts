import type { Migration } from '../store/migrate.ts'

export const appointmentMigrations: readonly Migration[] = [
  {
    name: 'appointments-001-book',
    sql: `
      CREATE TABLE clinic_session (
        id INTEGER PRIMARY KEY,
        practitioner_id TEXT NOT NULL REFERENCES staff (sds_user_id),
        site_id INTEGER NOT NULL REFERENCES site (id),
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        category TEXT NOT NULL,
        modes TEXT NOT NULL,
        published_by TEXT NOT NULL,
        published_at TEXT NOT NULL,
        withdrawn_at TEXT
      ) STRICT;
      CREATE INDEX clinic_session_practitioner ON clinic_session (practitioner_id, starts_at);

      CREATE TABLE slot (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES clinic_session (id),
        version INTEGER NOT NULL,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        status TEXT NOT NULL,
        category TEXT NOT NULL,
        patient_bookable INTEGER NOT NULL,
        blocked_because TEXT
      ) STRICT;
      CREATE INDEX slot_session ON slot (session_id);
      CREATE INDEX slot_free ON slot (status, starts_at);

      CREATE TABLE appointment (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        slot_id INTEGER NOT NULL REFERENCES slot (id),
        status TEXT NOT NULL,
        practitioner_id TEXT NOT NULL,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        details TEXT NOT NULL
      ) STRICT;
      CREATE INDEX appointment_patient ON appointment (patient_id, starts_at);
      CREATE INDEX appointment_day ON appointment (starts_at, practitioner_id);

      CREATE TABLE appointment_version (
        appointment_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        user_id TEXT NOT NULL,
        user_name TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (appointment_id, version)
      ) STRICT;`,
  },
]
