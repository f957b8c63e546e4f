import type { Migration } from '../store/migrate.ts'

export const invitationsMigrations: readonly Migration[] = [
  {
    name: 'invitations-001-invitations',
    sql: `
      CREATE TABLE invitation (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        purpose TEXT NOT NULL,
        text TEXT NOT NULL,
        state TEXT NOT NULL,
        reference TEXT NOT NULL UNIQUE,
        author_id TEXT NOT NULL,
        author_name TEXT NOT NULL,
        created_at TEXT NOT NULL,
        problem TEXT,
        -- What the sender's screen called the invitation: the same click twice is the same invitation.
        click TEXT
      ) STRICT;

      CREATE TABLE invitation_recipient (
        id INTEGER PRIMARY KEY,
        invitation_id INTEGER NOT NULL REFERENCES invitation (id),
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        state TEXT NOT NULL,
        reference TEXT UNIQUE,
        message_id TEXT,
        reason TEXT,
        told_at TEXT
      ) STRICT;
      CREATE INDEX invitation_recipient_invitation ON invitation_recipient (invitation_id);

      -- Events of NHS Notify that have been taken in: it delivers some of them twice.
      CREATE TABLE invitation_event (key TEXT PRIMARY KEY, taken_at TEXT NOT NULL) STRICT;`,
  },
]
