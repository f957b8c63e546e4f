import type { Migration } from '../store/migrate.ts'

export const gp2gpMigrations: readonly Migration[] = [
  {
    name: 'gp2gp-001-transfers',
    sql: `
      -- A record on its way: 'in' from the practice before this one, 'out' to the one after.
      CREATE TABLE record_transfer (
        id INTEGER PRIMARY KEY,
        direction TEXT NOT NULL,
        nhs_number TEXT NOT NULL,
        patient_id INTEGER REFERENCES patient (id),
        practice TEXT NOT NULL,
        state TEXT NOT NULL,
        code TEXT,
        conversation_id TEXT NOT NULL UNIQUE,
        -- Who is on the other side, what was said, what is expected (JSON).
        facts TEXT NOT NULL,
        -- Epoch ms until which an answer is waited for.
        patience_until INTEGER,
        began_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX record_transfer_patient ON record_transfer (patient_id);

      -- Files that come apart from the extract, by the message that brings them.
      CREATE TABLE transfer_part (
        conversation_id TEXT NOT NULL,
        message_id TEXT NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (conversation_id, message_id)
      ) STRICT;

      -- What a transferred record says, entry by entry, beside what of it went into the practice's own record.
      CREATE TABLE transferred_entry (
        id INTEGER PRIMARY KEY,
        transfer_id INTEGER NOT NULL REFERENCES record_transfer (id),
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        entry TEXT NOT NULL,
        changed_by TEXT,
        reason TEXT
      ) STRICT;
      CREATE INDEX transferred_entry_patient ON transferred_entry (patient_id);`,
  },
  {
    name: 'gp2gp-002-switch',
    sql: `
      -- Whether records are asked for and sent electronically. No row: they are.
      CREATE TABLE record_transfer_switch (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        enabled INTEGER NOT NULL
      ) STRICT;`,
  },
]
