import type { Database } from './database.ts'

/** One step in the shape of the store. Once released it never changes; the next change is another step. */
export interface Migration {
  /** Unique, and sorted within its area: `demographics-001-patients`. */
  name: string
  sql: string
}

/** Brings a store to today's shape: runs, in the order given and each in its own transaction, what has not run yet. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  database.script('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT')
  const done = new Set(database.all<{ name: string }>('SELECT name FROM migration').map(({ name }) => name))
  for (const { name, sql } of migrations) {
    if (done.has(name)) continue
    database.transaction(() => {
      database.script(sql)
      database.run('INSERT INTO migration (name) VALUES (?)', name)
    })
  }
}
