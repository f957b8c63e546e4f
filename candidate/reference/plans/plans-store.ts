import { randomUUID } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'
import { PLAN_TYPES, type Plan, type PlanState } from './plan.ts'

export const planMigrations: readonly Migration[] = [
  {
    name: 'plans-001-plans',
    sql: `
      CREATE TABLE plan (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        reference TEXT NOT NULL,
        type TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        written_at TEXT NOT NULL,
        author TEXT NOT NULL,
        state TEXT NOT NULL,
        replaces INTEGER REFERENCES plan (id),
        pointer TEXT,
        problem TEXT
      ) STRICT;
      CREATE INDEX plan_patient ON plan (patient_id);`,
  },
]

interface Row {
  id: number
  patient_id: number
  reference: string
  type: string
  title: string
  text: string
  written_at: string
  author: string
  state: PlanState
  replaces: number | null
  replaces_pointer: string | null
  pointer: string | null
  problem: string | null
}

/** The practice's plans, over the system's store. */
export interface PlansStore {
  /** @throws Refusal `not-found`, for one of another patient, too */
  get(patientId: string, id: string): Plan
  ofPatient(patientId: string): Plan[]
  add(plan: Pick<Plan, 'patientId' | 'title' | 'text' | 'author'> & { type: string; replaces?: string }): Plan
  become(plan: Plan, state: PlanState, more?: { pointer?: string; problem?: string }): Plan
}

const SELECT = 'SELECT plan.*, before.pointer AS replaces_pointer FROM plan LEFT JOIN plan AS before ON before.id = plan.replaces'

export function plansStore({ database, clock }: Pick<Services, 'database' | 'clock'>): PlansStore {
  const store: PlansStore = {
    get: (patientId, id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<Row>(`${SELECT} WHERE plan.id = ? AND plan.patient_id = ?`, Number(id), Number(patientId)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such plan of this patient here.')
      return planIn(row)
    },
    ofPatient: (patientId) => database.all<Row>(`${SELECT} WHERE plan.patient_id = ? ORDER BY plan.id DESC`, Number(patientId)).map(planIn),
    add: ({ patientId, type, title, text, author, replaces }) => {
      const { lastInsertRowid } = database.run(
        "INSERT INTO plan (patient_id, reference, type, title, text, written_at, author, state, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, 'publishing', ?)",
        Number(patientId),
        randomUUID(),
        type,
        title,
        text,
        clock.timestamp(),
        author,
        replaces === undefined ? null : Number(replaces),
      )
      return store.get(patientId, String(lastInsertRowid))
    },
    become: ({ id, patientId }, state, { pointer, problem } = {}) => {
      database.run('UPDATE plan SET state = ?, pointer = COALESCE(?, pointer), problem = ? WHERE id = ?', state, pointer ?? null, problem ?? null, Number(id))
      return store.get(patientId, id)
    },
  }
  return store
}

function planIn(row: Row): Plan {
  const type = PLAN_TYPES.find(({ code }) => code === row.type)
  if (!type) throw new Error(`the store has a plan of type ${row.type}, which is none`)
  return {
    id: String(row.id),
    patientId: String(row.patient_id),
    reference: row.reference,
    type,
    title: row.title,
    text: row.text,
    writtenAt: row.written_at,
    author: row.author,
    state: row.state,
    ...(row.replaces !== null && { replaces: String(row.replaces) }),
    ...(row.replaces_pointer !== null && { replacesPointer: row.replaces_pointer }),
    ...(row.pointer !== null && { pointer: row.pointer }),
    ...(row.problem !== null && { problem: row.problem }),
  }
}
