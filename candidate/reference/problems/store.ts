import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'

/** A problem on a patient's record: coded, and in the clinician's own words. */
export interface Problem {
  id: string
  patientId: string
  /** SNOMED CT concept as it was recorded, whatever becomes of it. */
  code: string
  /** Its term at that time. */
  term: string
  /** What the clinician wrote beside it. */
  text?: string
  /** checked: the code was looked up. unchecked: it could not be, yet. retired: a later release has made the concept inactive. */
  state: 'checked' | 'unchecked' | 'retired'
  recordedAt: string
  recorder: { id: string; name: string }
}

interface ProblemRow {
  id: number
  patient_id: number
  code: string
  term: string
  text: string | null
  state: Problem['state']
  recorded_at: string
  recorder_id: string
  recorder_name: string
}

export const problemMigrations: readonly Migration[] = [
  {
    name: 'problems-001-problems',
    sql: `
      CREATE TABLE problem (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        code TEXT NOT NULL,
        term TEXT NOT NULL,
        text TEXT,
        state TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        recorder_id TEXT NOT NULL,
        recorder_name TEXT NOT NULL
      ) STRICT;
      CREATE INDEX problem_patient ON problem (patient_id);`,
  },
]

/** Problems in the practice's store. */
export function problemsStore({ database, clock }: Pick<Services, 'database' | 'clock'>) {
  return {
    ofPatient: (patientId: string): Problem[] => database.all<ProblemRow>('SELECT * FROM problem WHERE patient_id = ? ORDER BY id', Number(patientId)).map(problemOf),
    add: ({ patientId, code, term, text, state, recorder }: Omit<Problem, 'id' | 'recordedAt'>): Problem => {
      const row = database.one<ProblemRow>(
        'INSERT INTO problem (patient_id, code, term, text, state, recorded_at, recorder_id, recorder_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *',
        Number(patientId),
        code,
        term,
        text ?? null,
        state,
        clock.timestamp(),
        recorder.id,
        recorder.name,
      )
      if (!row) throw new Error('the store did not give the new problem back')
      return problemOf(row)
    },
    change: (id: string, { state, code, term }: Pick<Problem, 'state' | 'code' | 'term'>): void => {
      database.run('UPDATE problem SET state = ?, code = ?, term = ? WHERE id = ?', state, code, term, Number(id))
    },
  }
}

const problemOf = (row: ProblemRow): Problem => ({
  id: String(row.id),
  patientId: String(row.patient_id),
  code: row.code,
  term: row.term,
  ...(row.text !== null && { text: row.text }),
  state: row.state,
  recordedAt: row.recorded_at,
  recorder: { id: row.recorder_id, name: row.recorder_name },
})
