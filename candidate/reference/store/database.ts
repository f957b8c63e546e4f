import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** A row as SQLite gives it. */
export type Row = Record<string, unknown>

/**
 * Everything this system keeps. SQLite in WAL mode with full synchronisation: what a user was told is saved survives
 * a killed process and a power cut.
 */
export interface Database {
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastInsertRowid: number }
  one<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T | undefined
  all<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T[]
  /** All or nothing. Calls inside another transaction join it. */
  transaction<T>(work: () => T): T
  /** Statements without values: migrations. */
  script(sql: string): void
  close(): void
}

/** Opens a database file, making it and its folder where they are missing, or one in memory. */
export function openDatabase(path: string): Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sqlite = new DatabaseSync(path)
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;')
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string) => {
    const existing = prepared.get(sql)
    if (existing) return existing
    const made = sqlite.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  let inTransaction = false

  return {
    run: (sql, ...values) => {
      const { changes, lastInsertRowid } = statement(sql).run(...values)
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
    },
    one: <T extends object>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as T | undefined,
    all: <T extends object>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as T[],
    transaction: (work) => {
      if (inTransaction) return work()
      sqlite.exec('BEGIN IMMEDIATE')
      inTransaction = true
      try {
        const result = work()
        sqlite.exec('COMMIT')
        return result
      } catch (error) {
        sqlite.exec('ROLLBACK')
        throw error
      } finally {
        inTransaction = false
      }
    },
    script: (sql) => sqlite.exec(sql),
    close: () => {
      prepared.clear()
      sqlite.close()
    },
  }
}
