import type { Migration } from '../store/migrate.ts'

export const spineMigrations: readonly Migration[] = [
  {
    name: 'spine-001-messages',
    sql: `
      -- What is to be sent, kept until the Spine has it. The same message goes out again, never another in its place.
      CREATE TABLE spine_outgoing (
        id INTEGER PRIMARY KEY,
        message_id TEXT NOT NULL UNIQUE,
        conversation_id TEXT NOT NULL,
        service TEXT NOT NULL,
        action TEXT NOT NULL,
        content_type TEXT NOT NULL,
        body TEXT NOT NULL,
        -- NHS number of whoever it is about.
        about TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        problem TEXT
      ) STRICT;
      CREATE INDEX spine_outgoing_state ON spine_outgoing (state);

      -- Every message that was ever taken in, by its own id: so that nothing is taken in twice.
      CREATE TABLE spine_incoming (
        message_id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL,
        about TEXT NOT NULL,
        message TEXT NOT NULL,
        state TEXT NOT NULL,
        received_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX spine_incoming_state ON spine_incoming (state);`,
  },
]
