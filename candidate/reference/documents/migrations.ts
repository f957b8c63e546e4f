import type { Migration } from '../store/migrate.ts'

export const documentMigrations: readonly Migration[] = [
  {
    name: 'documents-001-documents',
    sql: `
      CREATE TABLE document (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        patient_id TEXT,
        state TEXT NOT NULL,
        -- The sender's identifier of the document, and the id of the message in which it came.
        identifier TEXT NOT NULL,
        message_id TEXT NOT NULL,
        -- As it was read from the message (JSON).
        document TEXT NOT NULL,
        for_action INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        reviewed_by TEXT
      ) STRICT;
      CREATE INDEX document_patient ON document (patient_id);
      CREATE INDEX document_identifier ON document (identifier);

      -- Every message that was taken in as what it is, whether or not it led to a document.
      CREATE TABLE itk_message (message_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;`,
  },
  {
    name: 'documents-002-parts',
    sql: `
      -- What a clinician has decided about what a document says in codes. Without a row nobody has.
      CREATE TABLE document_part (
        document_id INTEGER NOT NULL REFERENCES document (id),
        -- Its place in the document, from 1.
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        decided_by TEXT,
        PRIMARY KEY (document_id, number)
      ) STRICT;`,
  },
]
