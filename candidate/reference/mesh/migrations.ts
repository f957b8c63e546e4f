import type { Migration } from '../store/migrate.ts'

export const meshMigrations: readonly Migration[] = [
  {
    name: 'mesh-001-messages',
    sql: `
      -- Everything that was ever collected, by MESH's own id: so that nothing is taken in twice.
      CREATE TABLE mesh_collected (
        mesh_id TEXT PRIMARY KEY,
        workflow_id TEXT NOT NULL,
        sender TEXT NOT NULL,
        at TEXT NOT NULL,
        content TEXT NOT NULL
      ) STRICT;

      -- What is to be sent, kept until MESH has it.
      CREATE TABLE mesh_outgoing (
        id INTEGER PRIMARY KEY,
        recipient TEXT NOT NULL,
        workflow_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        content TEXT NOT NULL,
        patient_id TEXT,
        mesh_id TEXT UNIQUE,
        at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE mesh_handshake (at TEXT NOT NULL) STRICT;`,
  },
  {
    name: 'mesh-002-local-id',
    sql: `
      -- What Mex-LocalID says, where a kind of message demands something.
      ALTER TABLE mesh_outgoing ADD COLUMN local_id TEXT;`,
  },
  {
    name: 'mesh-003-file-name',
    sql: `
      -- What Mex-FileName says, where a kind of message demands one.
      ALTER TABLE mesh_outgoing ADD COLUMN file_name TEXT;`,
  },
]
