import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'
import type { FitNote, FitNoteContent, Issuer } from './fit-note.ts'

export const fitNoteMigrations: readonly Migration[] = [
  {
    name: 'fit-notes-001-fit-notes',
    sql: `
      CREATE TABLE fit_note (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        content TEXT NOT NULL,
        issuer TEXT NOT NULL,
        issued_at TEXT NOT NULL,
        template TEXT NOT NULL,
        prints INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX fit_note_patient ON fit_note (patient_id);`,
  },
]

interface Row {
  id: number
  patient_id: number
  content: string
  issuer: string
  issued_at: string
  template: string
  prints: number
}

const fitNoteOf = ({ id, patient_id, content, issuer, issued_at, template, prints }: Row): FitNote => ({
  ...(JSON.parse(content) as FitNoteContent),
  id: String(id),
  patientId: String(patient_id),
  issuer: JSON.parse(issuer) as Issuer,
  issuedAt: issued_at,
  template,
  prints,
})

/** The fit notes on the practice's records. */
export interface FitNotesStore {
  /** @throws Refusal `not-found` */
  get(id: string, patientId: string): FitNote
  /** Newest first. */
  ofPatient(patientId: string): FitNote[]
  /** All that were ever issued, oldest first. */
  all(): FitNote[]
  add(note: { patientId: string; content: FitNoteContent; issuer: Issuer; template: string }): FitNote
  printed(id: string): void
}

export function fitNotesStore({ database, clock }: Pick<Services, 'database' | 'clock'>): FitNotesStore {
  const store: FitNotesStore = {
    get: (id, patientId) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<Row>('SELECT * FROM fit_note WHERE id = ? AND patient_id = ?', Number(id), Number(patientId)) : undefined
      if (!row) throw new Refusal('not-found', 'This patient has no such fit note.')
      return fitNoteOf(row)
    },
    ofPatient: (patientId) => database.all<Row>('SELECT * FROM fit_note WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(fitNoteOf),
    all: () => database.all<Row>('SELECT * FROM fit_note ORDER BY id').map(fitNoteOf),
    add: ({ patientId, content, issuer, template }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO fit_note (patient_id, content, issuer, issued_at, template, prints) VALUES (?, ?, ?, ?, ?, 0)',
        Number(patientId),
        JSON.stringify(content),
        JSON.stringify(issuer),
        clock.timestamp(),
        template,
      )
      return store.get(String(lastInsertRowid), patientId)
    },
    printed: (id) => void database.run('UPDATE fit_note SET prints = prints + 1 WHERE id = ?', Number(id)),
  }
  return store
}
