import type { Migration } from '../store/migrate.ts'

export const prescribingMigrations: readonly Migration[] = [
  {
    name: 'prescribing-001-items',
    sql: `
      CREATE TABLE prescription (
        id INTEGER PRIMARY KEY,
        short_id TEXT NOT NULL UNIQUE,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        status TEXT NOT NULL,
        message TEXT NOT NULL,
        request_id TEXT NOT NULL,
        signed_by TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        pharmacy TEXT,
        sent_at TEXT,
        problem TEXT
      ) STRICT;
      CREATE TABLE medication_item (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        version INTEGER NOT NULL,
        status TEXT NOT NULL,
        content TEXT NOT NULL,
        acknowledgements TEXT NOT NULL,
        prescription_id INTEGER REFERENCES prescription (id),
        line_id TEXT UNIQUE,
        drafted_by TEXT NOT NULL,
        drafted_at TEXT NOT NULL,
        problem TEXT,
        cancellation TEXT
      ) STRICT;
      CREATE INDEX medication_item_patient ON medication_item (patient_id);
      CREATE INDEX medication_item_status ON medication_item (status);
      CREATE TRIGGER signed_message_is_never_changed BEFORE UPDATE OF message, short_id ON prescription
        BEGIN SELECT RAISE(ABORT, 'what was signed is not changed'); END;`,
  },
]
