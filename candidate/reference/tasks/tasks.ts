import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import type { Migration } from '../store/migrate.ts'

export const taskMigrations: readonly Migration[] = [
  {
    name: 'tasks-001-tasks',
    sql: `
      CREATE TABLE task (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL,
        text TEXT NOT NULL,
        patient_id TEXT,
        focus TEXT,
        status TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT
      ) STRICT;
      CREATE INDEX task_status ON task (status);`,
  },
]

export type TaskStatus = 'requested' | 'completed' | 'cancelled'

/** Something a person at the practice has to see to. */
export interface Task {
  id: number
  /** What kind of thing, stable: `national-update-unconfirmed`. */
  code: string
  /** What has happened and what to do. */
  text: string
  patientId?: string
  /** What it is about, as a FHIR reference. */
  focus?: string
  status: TaskStatus
  createdAt: string
  changedAt: string
  /** Name of the user who completed or cancelled it. */
  changedBy?: string
}

export interface TaskQuery {
  status?: string
  code?: string
  patientId?: string
}

/** The practice's list of things to do. */
export interface Tasks {
  /** Raises a task; one that is still open with the same code, patient and focus is left as it is. */
  raise(task: Pick<Task, 'code' | 'text' | 'patientId' | 'focus'>): Task
  list(query: TaskQuery): Task[]
  one(id: number): Task | undefined
  close(id: number, status: Exclude<TaskStatus, 'requested'>, by: string): void
}

interface TaskRow {
  id: number
  code: string
  text: string
  patient_id: string | null
  focus: string | null
  status: TaskStatus
  created_at: string
  changed_at: string
  changed_by: string | null
}

export function createTasks({ database, clock }: { database: Database; clock: Clock }): Tasks {
  return {
    raise: ({ code, text, patientId, focus }) =>
      database.transaction(() => {
        const open = database.one<TaskRow>(
          `SELECT * FROM task WHERE code = ? AND patient_id IS ? AND focus IS ? AND status = 'requested'`,
          code,
          patientId ?? null,
          focus ?? null,
        )
        if (open) return taskOf(open)
        const now = clock.timestamp()
        const row = database.one<TaskRow>(
          `INSERT INTO task (code, text, patient_id, focus, status, created_at, changed_at) VALUES (?, ?, ?, ?, 'requested', ?, ?) RETURNING *`,
          code,
          text,
          patientId ?? null,
          focus ?? null,
          now,
          now,
        )
        if (!row) throw new Error('the store did not give the new task back')
        return taskOf(row)
      }),

    list: ({ status, code, patientId }) =>
      database
        .all<TaskRow>(
          'SELECT * FROM task WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR code = ?2) AND (?3 IS NULL OR patient_id = ?3) ORDER BY id DESC LIMIT 500',
          status ?? null,
          code ?? null,
          patientId ?? null,
        )
        .map(taskOf),

    one: (id) => {
      const row = database.one<TaskRow>('SELECT * FROM task WHERE id = ?', id)
      return row && taskOf(row)
    },

    close: (id, status, by) =>
      void database.run('UPDATE task SET status = ?, changed_at = ?, changed_by = ? WHERE id = ?', status, clock.timestamp(), by, id),
  }
}

const taskOf = (row: TaskRow): Task => ({
  id: row.id,
  code: row.code,
  text: row.text,
  status: row.status,
  createdAt: row.created_at,
  changedAt: row.changed_at,
  ...(row.patient_id !== null && { patientId: row.patient_id }),
  ...(row.focus !== null && { focus: row.focus }),
  ...(row.changed_by !== null && { changedBy: row.changed_by }),
})
