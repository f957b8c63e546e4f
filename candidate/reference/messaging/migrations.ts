import type { Migration } from '../store/migrate.ts'

export const messagingMigrations: readonly Migration[] = [
  {
    name: 'messaging-001-messages',
    sql: `
      CREATE TABLE message (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        text TEXT NOT NULL,
        state TEXT NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        communication_id TEXT UNIQUE,
        author_id TEXT NOT NULL,
        author_name TEXT NOT NULL,
        created_at TEXT NOT NULL,
        problem TEXT,
        -- What the sender's screen called the message: the same click twice is the same message.
        click TEXT
      ) STRICT;
      CREATE INDEX message_patient ON message (patient_id);

      CREATE TABLE message_receipt (
        id INTEGER PRIMARY KEY,
        message_id INTEGER NOT NULL REFERENCES message (id),
        status TEXT NOT NULL,
        at TEXT NOT NULL,
        reason TEXT
      ) STRICT;
      CREATE INDEX message_receipt_message ON message_receipt (message_id);

      CREATE TABLE message_refusal (
        patient_id INTEGER PRIMARY KEY REFERENCES patient (id),
        since TEXT NOT NULL
      ) STRICT;`,
  },
]
