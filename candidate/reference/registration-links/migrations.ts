import type { Migration } from '../store/migrate.ts'

export const registrationLinkMigrations: readonly Migration[] = [
  {
    name: 'registration-links-001-transactions',
    sql: `
      -- The numbers that were used last, by what they count.
      CREATE TABLE link_number (counts TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;

      CREATE TABLE link_transaction (
        id INTEGER PRIMARY KEY,
        number INTEGER NOT NULL,
        type TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT,
        interchange INTEGER NOT NULL,
        message INTEGER NOT NULL,
        -- The interchange as it was sent, to be sent again as it was.
        content TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX link_transaction_patient ON link_transaction (patient_id);

      -- Interchanges that were taken in.
      CREATE TABLE link_received (digest TEXT PRIMARY KEY, number INTEGER NOT NULL, at TEXT NOT NULL) STRICT;

      -- Prior notifications (FP69): the authority believes that a patient is not there any more.
      CREATE TABLE link_flag (
        id INTEGER PRIMARY KEY,
        patient_id TEXT NOT NULL,
        reason TEXT NOT NULL,
        text TEXT,
        expires TEXT NOT NULL,
        removed_at TEXT
      ) STRICT;
      CREATE INDEX link_flag_patient ON link_flag (patient_id);`,
  },
]
