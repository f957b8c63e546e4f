import type { JsonObject } from '../national/json.ts'
import type { BarsService, RemoteKind, RemoteSlot } from '../national/bars.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'

/** not-sent: the receiver does not have it. unconfirmed: nobody knows. sent: it has. cancelled: it was told to leave it. */
export type SentState = 'not-sent' | 'unconfirmed' | 'sent' | 'cancelled'

/** Something that was referred or booked elsewhere. */
export interface Sent {
  id: string
  patientId: string
  kind: RemoteKind
  state: SentState
  details: SentDetails
}

export interface SentDetails {
  service: BarsService
  useCase: string
  /** What the patient comes for, in the referrer's words. */
  reason: string
  /** Ours; the receiver can be asked for it. */
  reference: string
  slot?: RemoteSlot
  /** As it went, or is to go: the same whenever it is sent again. */
  message: JsonObject
  requestId: string
  by: { id: string; name: string }
  at: string
  /** Id that the receiver has given. */
  remoteId?: string
  /** What the receiver said of it when it was last asked, and when that was. */
  status?: string
  checkedAt?: string
}

interface Row {
  id: number
  patient_id: number
  kind: RemoteKind
  state: SentState
  details: string
}

/** What was referred and booked elsewhere, in the store. */
export function sentStore({ database }: Pick<Services, 'database'>) {
  const sentOf = ({ id, patient_id, kind, state, details }: Row): Sent => ({ id: String(id), patientId: String(patient_id), kind, state, details: JSON.parse(details) as SentDetails })
  const get = (id: string): Sent => {
    const row = /^\d{1,15}$/.test(id) ? database.one<Row>('SELECT * FROM bars_sent WHERE id = ?', Number(id)) : undefined
    if (!row) throw new Refusal('not-found', 'There is no such referral or booking.')
    return sentOf(row)
  }
  return {
    /** @throws Refusal `not-found` */
    get,
    /** Newest first. */
    ofPatient: (patientId: string): Sent[] => database.all<Row>('SELECT * FROM bars_sent WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(sentOf),
    add: ({ patientId, kind, state, details }: Omit<Sent, 'id'>): Sent => {
      const { lastInsertRowid } = database.run('INSERT INTO bars_sent (patient_id, kind, state, details) VALUES (?, ?, ?, ?)', Number(patientId), kind, state, JSON.stringify(details))
      return get(String(lastInsertRowid))
    },
    change: ({ id, state, details }: Sent): Sent => {
      database.run('UPDATE bars_sent SET state = ?, details = ? WHERE id = ?', state, JSON.stringify(details), Number(id))
      return get(id)
    },
    remove: (id: string): void => void database.run('DELETE FROM bars_sent WHERE id = ?', Number(id)),
  }
}
