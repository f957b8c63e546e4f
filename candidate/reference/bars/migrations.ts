import type { Migration } from '../store/migrate.ts'

export const barsMigrations: readonly Migration[] = [
  {
    name: 'bars-001-booking-and-referral',
    sql: `
      -- What this practice has referred or booked elsewhere.
      CREATE TABLE bars_sent (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        -- JSON: the service, what was said, the message as it was sent, what the receiver said of it last.
        details TEXT NOT NULL
      ) STRICT;
      CREATE INDEX bars_sent_patient ON bars_sent (patient_id);

      -- What others have referred to this practice, or booked here.
      CREATE TABLE bars_received (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        version INTEGER NOT NULL,
        -- Service id of the sender.
        sender TEXT NOT NULL,
        appointment_id TEXT,
        resource TEXT NOT NULL
      ) STRICT;
      CREATE INDEX bars_received_patient ON bars_received (patient_id);

      -- Every message that was processed, so that none is twice.
      CREATE TABLE bars_message (message_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;`,
  },
]
