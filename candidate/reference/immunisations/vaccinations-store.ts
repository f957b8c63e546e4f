import { randomUUID } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'
import { vaccineOf, type Vaccination, type VaccinationState } from './vaccination.ts'

export const immunisationMigrations: readonly Migration[] = [
  {
    name: 'immunisations-001-vaccinations',
    sql: `
      CREATE TABLE vaccination (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        reference TEXT NOT NULL,
        given_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        target TEXT NOT NULL,
        lot_number TEXT NOT NULL,
        organisation TEXT NOT NULL,
        state TEXT NOT NULL,
        problem TEXT
      ) STRICT;
      CREATE INDEX vaccination_patient ON vaccination (patient_id);`,
  },
]

interface Row {
  id: number
  patient_id: number
  reference: string
  given_at: string
  recorded_at: string
  target: string
  lot_number: string
  organisation: string
  state: VaccinationState
  problem: string | null
}

/** The vaccinations on the practice's records. */
export interface VaccinationsStore {
  /** @throws Refusal `not-found` */
  get(id: string): Vaccination
  ofPatient(patientId: string): Vaccination[]
  add(vaccination: Pick<Vaccination, 'patientId' | 'givenAt' | 'lotNumber' | 'organisation' | 'state'> & { target: string; reference?: string }): Vaccination
  become(id: string, state: VaccinationState, problem?: string): Vaccination
}

export function vaccinationsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): VaccinationsStore {
  const store: VaccinationsStore = {
    get: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<Row>('SELECT * FROM vaccination WHERE id = ?', Number(id)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such vaccination here.')
      return vaccinationIn(row)
    },
    ofPatient: (patientId) => database.all<Row>('SELECT * FROM vaccination WHERE patient_id = ? ORDER BY given_at DESC, id DESC', Number(patientId)).map(vaccinationIn),
    add: ({ patientId, reference, givenAt, target, lotNumber, organisation, state }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO vaccination (patient_id, reference, given_at, recorded_at, target, lot_number, organisation, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        Number(patientId),
        reference ?? randomUUID(),
        givenAt,
        clock.timestamp(),
        target,
        lotNumber,
        organisation,
        state,
      )
      return store.get(String(lastInsertRowid))
    },
    become: (id, state, problem) => {
      database.run('UPDATE vaccination SET state = ?, problem = ? WHERE id = ?', state, problem ?? null, Number(id))
      return store.get(id)
    },
  }
  return store
}

function vaccinationIn(row: Row): Vaccination {
  const vaccine = vaccineOf(row.target)
  if (!vaccine) throw new Error(`vaccination ${row.id} is of type ${row.target}, which the list of vaccines has lost`)
  return {
    id: String(row.id),
    patientId: String(row.patient_id),
    reference: row.reference,
    givenAt: row.given_at,
    recordedAt: row.recorded_at,
    vaccine,
    lotNumber: row.lot_number,
    organisation: row.organisation,
    state: row.state,
    ...(row.problem !== null && { problem: row.problem }),
  }
}
