import { randomUUID } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Migration } from '../store/migrate.ts'
import type { CardState, YellowCard } from './card.ts'

export const cardMigrations: readonly Migration[] = [
  {
    name: 'yellow-cards-001-cards',
    sql: `
      CREATE TABLE yellow_card (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL REFERENCES patient (id),
        reference TEXT NOT NULL,
        content TEXT NOT NULL,
        reported_at TEXT NOT NULL,
        state TEXT NOT NULL,
        number TEXT,
        problem TEXT
      ) STRICT;
      CREATE INDEX yellow_card_patient ON yellow_card (patient_id);`,
  },
]

interface Row {
  id: number
  patient_id: number
  reference: string
  content: string
  reported_at: string
  state: CardState
  number: string | null
  problem: string | null
}

/** What is written on a card. */
export type CardContent = Pick<YellowCard, 'reaction' | 'startedOn' | 'outcome' | 'drugs'>

/** The practice's yellow cards, over the system's store. */
export interface CardsStore {
  /** @throws Refusal `not-found`, for one of another patient, too */
  get(patientId: string, id: string): YellowCard
  ofPatient(patientId: string): YellowCard[]
  add(patientId: string, content: CardContent): YellowCard
  become(card: YellowCard, state: CardState, more?: { number?: string; problem?: string }): YellowCard
}

export function cardsStore({ database, clock, config }: Pick<Services, 'database' | 'clock' | 'config'>): CardsStore {
  const store: CardsStore = {
    get: (patientId, id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<Row>('SELECT * FROM yellow_card WHERE id = ? AND patient_id = ?', Number(id), Number(patientId)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such yellow card of this patient here.')
      return cardIn(row)
    },
    ofPatient: (patientId) => database.all<Row>('SELECT * FROM yellow_card WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(cardIn),
    add: (patientId, content) => {
      const reference = `GB-${config.practice.odsCode}-${randomUUID()}`
      const { lastInsertRowid } = database.run("INSERT INTO yellow_card (patient_id, reference, content, reported_at, state) VALUES (?, ?, ?, ?, 'sending')", Number(patientId), reference, JSON.stringify(content), clock.timestamp())
      return store.get(patientId, String(lastInsertRowid))
    },
    become: ({ id, patientId }, state, { number, problem } = {}) => {
      database.run('UPDATE yellow_card SET state = ?, number = COALESCE(?, number), problem = ? WHERE id = ?', state, number ?? null, problem ?? null, Number(id))
      return store.get(patientId, id)
    },
  }
  return store
}

function cardIn({ id, patient_id, reference, content, reported_at, state, number, problem }: Row): YellowCard {
  return {
    ...(JSON.parse(content) as CardContent),
    id: String(id),
    patientId: String(patient_id),
    reference,
    reportedAt: reported_at,
    state,
    ...(number !== null && { number }),
    ...(problem !== null && { problem }),
  }
}
