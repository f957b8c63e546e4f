import type { Migration } from '../store/migrate.ts'

export const resourceMigrations: readonly Migration[] = [
  {
    name: 'resources-001-sites-and-staff',
    sql: `
      CREATE TABLE site (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        postcode TEXT NOT NULL,
        telephone TEXT,
        main INTEGER NOT NULL,
        removed_at TEXT
      ) STRICT;

      CREATE TABLE staff (
        sds_user_id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        title TEXT,
        given TEXT NOT NULL,
        family TEXT NOT NULL,
        job TEXT NOT NULL,
        started_on TEXT NOT NULL,
        left_on TEXT
      ) STRICT;`,
  },
]
