import { randomUUID } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { User } from '../session/session.ts'
import type { Message, MessageState, Receipt } from './message.ts'

/** The messages in the store. */
export interface MessagesStore {
  /** @throws Refusal `not-found` */
  get(id: string): Message
  /** Newest first. */
  ofPatient(patientId: string): Message[]
  /** The message that the same click of the same user made before. */
  ofClick(authorId: string, click: string): Message | undefined
  /** The message of which the NHS App speaks: by its own reference, or by ours. */
  find(references: { communicationId?: string | undefined; reference?: string | undefined }): Message | undefined
  add(message: { patientId: string; text: string; author: User; click?: string }): Message
  become(id: string, state: MessageState, more?: { communicationId?: string; problem?: string }): Message
  addReceipt(id: string, receipt: Receipt): void
  /** Whether the patient wants no messages through the NHS App. */
  isRefused(patientId: string): boolean
  refuse(patientId: string, refused: boolean): void
}

interface MessageRow {
  id: number
  version: number
  patient_id: number
  text: string
  state: MessageState
  reference: string
  communication_id: string | null
  author_id: string
  author_name: string
  created_at: string
  problem: string | null
}

export function messagesStore({ database, clock }: Pick<Services, 'database' | 'clock'>): MessagesStore {
  const receiptsOf = (id: number): Receipt[] =>
    database
      .all<{ status: Receipt['status']; at: string; reason: string | null }>(
        'SELECT status, at, reason FROM message_receipt WHERE message_id = ? ORDER BY at, id',
        id,
      )
      .map(({ status, at, reason }) => ({ status, at, ...(reason !== null && { reason }) }))

  const messageOf = (row: MessageRow): Message => ({
    id: String(row.id),
    version: row.version,
    patientId: String(row.patient_id),
    text: row.text,
    state: row.state,
    reference: row.reference,
    author: { id: row.author_id, name: row.author_name },
    createdAt: row.created_at,
    receipts: receiptsOf(row.id),
    ...(row.communication_id !== null && { communicationId: row.communication_id }),
    ...(row.problem !== null && { problem: row.problem }),
  })

  const one = (condition: string, ...values: (string | number)[]) => {
    const row = database.one<MessageRow>(`SELECT * FROM message WHERE ${condition}`, ...values)
    return row && messageOf(row)
  }

  const store: MessagesStore = {
    get: (id) => {
      const message = /^\d{1,15}$/.test(id) ? one('id = ?', Number(id)) : undefined
      if (!message) throw new Refusal('not-found', 'There is no such message.')
      return message
    },
    ofPatient: (patientId) =>
      database.all<MessageRow>('SELECT * FROM message WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(messageOf),
    ofClick: (authorId, click) => one('author_id = ? AND click = ?', authorId, click),
    find: ({ communicationId, reference }) =>
      (communicationId === undefined ? undefined : one('communication_id = ?', communicationId)) ??
      (reference === undefined ? undefined : one('reference = ?', reference)),
    add: ({ patientId, text, author, click }) => {
      const { lastInsertRowid } = database.run(
        `INSERT INTO message (version, patient_id, text, state, reference, author_id, author_name, created_at, click) VALUES (1, ?, ?, 'sending', ?, ?, ?, ?, ?)`,
        Number(patientId),
        text,
        randomUUID(),
        author.id,
        author.name,
        clock.timestamp(),
        click ?? null,
      )
      return store.get(String(lastInsertRowid))
    },
    become: (id, state, { communicationId, problem } = {}) => {
      database.run(
        'UPDATE message SET version = version + 1, state = ?, communication_id = COALESCE(?, communication_id), problem = ? WHERE id = ?',
        state,
        communicationId ?? null,
        problem ?? null,
        Number(id),
      )
      return store.get(id)
    },
    addReceipt: (id, { status, at, reason }) =>
      void database.run(
        'INSERT INTO message_receipt (message_id, status, at, reason) VALUES (?, ?, ?, ?)',
        Number(id),
        status,
        at,
        reason ?? null,
      ),
    isRefused: (patientId) => database.one('SELECT since FROM message_refusal WHERE patient_id = ?', Number(patientId)) !== undefined,
    refuse: (patientId, refused) =>
      void (refused
        ? database.run('INSERT OR IGNORE INTO message_refusal (patient_id, since) VALUES (?, ?)', Number(patientId), clock.timestamp())
        : database.run('DELETE FROM message_refusal WHERE patient_id = ?', Number(patientId))),
  }
  return store
}
