import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Advice, AdviceStatus } from './advice.ts'

/** Requests for advice in the store. */
export interface AdviceStore {
  /** @throws Refusal `not-found` */
  get(id: string): Advice
  /** Newest first. */
  ofPatient(patientId: string): Advice[]
  all(): Advice[]
  add(advice: Pick<Advice, 'patientId' | 'status' | 'details'>): Advice
  /** Saves a request as its next version. */
  change(advice: Advice): Advice
}

interface AdviceRow {
  id: number
  version: number
  patient_id: number
  status: AdviceStatus
  ubrn: string | null
  details: string
  national: string | null
}

export function adviceStore({ database }: Pick<Services, 'database'>): AdviceStore {
  const given = (row: AdviceRow | undefined): Advice => {
    if (!row) throw new Error('the store did not give the request for advice back')
    return adviceOf(row)
  }
  return {
    get: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<AdviceRow>('SELECT * FROM advice_request WHERE id = ?', Number(id)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such request for advice.')
      return adviceOf(row)
    },
    ofPatient: (patientId) => database.all<AdviceRow>('SELECT * FROM advice_request WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(adviceOf),
    all: () => database.all<AdviceRow>('SELECT * FROM advice_request ORDER BY id').map(adviceOf),
    add: ({ patientId, status, details }) =>
      given(
        database.one<AdviceRow>('INSERT INTO advice_request (version, patient_id, status, details) VALUES (1, ?, ?, ?) RETURNING *', Number(patientId), status, JSON.stringify(details)),
      ),
    change: ({ id, version, status, ubrn, details, national }) =>
      given(
        database.one<AdviceRow>(
          'UPDATE advice_request SET version = ?, status = ?, ubrn = ?, details = ?, national = ? WHERE id = ? RETURNING *',
          version + 1,
          status,
          ubrn ?? null,
          JSON.stringify(details),
          national ? JSON.stringify(national) : null,
          Number(id),
        ),
      ),
  }
}

const adviceOf = ({ id, version, patient_id, status, ubrn, details, national }: AdviceRow): Advice => ({
  id: String(id),
  version,
  patientId: String(patient_id),
  status,
  ...(ubrn !== null && { ubrn }),
  details: JSON.parse(details) as Advice['details'],
  ...(national !== null && { national: JSON.parse(national) as NonNullable<Advice['national']> }),
})
