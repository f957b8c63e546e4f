import type { Services } from '../services.ts'

/** Types of outgoing transactions. Source: GP Links specification; code list "nhais". */
export type TransactionType = 'G1' | 'G2' | 'G3' | 'G5'

/**
 * sent: on its way, or with the authority. received: its system could read it. approved: an acceptance was. rejected: and why.
 * doubtful: it was not delivered, or could not be read.
 */
export type TransactionState = 'sent' | 'received' | 'approved' | 'rejected' | 'doubtful'

export interface Transaction {
  id: number
  number: number
  type: TransactionType
  patientId: string
  state: TransactionState
  reason?: string
  interchange: number
  message: number
  content: string
  at: string
}

export interface LinkFlag {
  id: number
  patientId: string
  reason: string
  text?: string
  /** ISO date. */
  expires: string
}

/** What is counted. */
export type Counted = 'interchange' | 'message' | 'transaction' | 'received'

export interface LinksStore {
  last(counts: Counted): number | undefined
  setLast(counts: Counted, last: number): void
  add(transaction: Omit<Transaction, 'id' | 'at' | 'state'>): Transaction
  /** Newest first. */
  ofPatient(patientId: string): Transaction[]
  /** The newest under a number of its kind: numbers come round again. */
  byNumber(number: number): Transaction | undefined
  byMessage(message: number): Transaction | undefined
  byContent(content: string): Transaction | undefined
  become(id: number, state: TransactionState, reason?: string): void
  hasReceived(digest: string): boolean
  received(digest: string, number: number): void
  flag(flag: Omit<LinkFlag, 'id'>): void
  flagsOf(patientId: string): LinkFlag[]
  unflag(patientId: string): void
}

interface TransactionRow extends Omit<Transaction, 'patientId' | 'reason'> {
  patient_id: string
  reason: string | null
}

const transactionOf = ({ patient_id, reason, ...row }: TransactionRow): Transaction => ({ ...row, patientId: patient_id, ...(reason !== null && { reason }) })

export function linksStore({ database, clock }: Pick<Services, 'database' | 'clock'>): LinksStore {
  const list = (condition: string, value: string | number) => database.all<TransactionRow>(`SELECT * FROM link_transaction WHERE ${condition} ORDER BY id DESC`, value).map(transactionOf)
  return {
    last: (counts) => database.one<{ last: number }>('SELECT last FROM link_number WHERE counts = ?', counts)?.last,
    setLast: (counts, last) => void database.run('INSERT INTO link_number (counts, last) VALUES (?1, ?2) ON CONFLICT (counts) DO UPDATE SET last = ?2', counts, last),
    add: ({ number, type, patientId, interchange, message, content }) => {
      const { lastInsertRowid } = database.run(
        `INSERT INTO link_transaction (number, type, patient_id, state, interchange, message, content, at) VALUES (?, ?, ?, 'sent', ?, ?, ?, ?)`,
        number,
        type,
        patientId,
        interchange,
        message,
        content,
        clock.timestamp(),
      )
      return list('id = ?', Number(lastInsertRowid))[0]!
    },
    ofPatient: (patientId) => list('patient_id = ?', patientId),
    byNumber: (number) => list('number = ?', number)[0],
    byMessage: (message) => list('message = ?', message)[0],
    byContent: (content) => list('content = ?', content)[0],
    become: (id, state, reason) => void database.run('UPDATE link_transaction SET state = ?, reason = ? WHERE id = ?', state, reason ?? null, id),
    hasReceived: (digest) => database.one('SELECT digest FROM link_received WHERE digest = ?', digest) !== undefined,
    received: (digest, number) => void database.run('INSERT OR IGNORE INTO link_received (digest, number, at) VALUES (?, ?, ?)', digest, number, clock.timestamp()),
    flag: ({ patientId, reason, text, expires }) => void database.run('INSERT INTO link_flag (patient_id, reason, text, expires) VALUES (?, ?, ?, ?)', patientId, reason, text ?? null, expires),
    flagsOf: (patientId) =>
      database
        .all<{ id: number; patient_id: string; reason: string; text: string | null; expires: string }>('SELECT id, patient_id, reason, text, expires FROM link_flag WHERE patient_id = ? AND removed_at IS NULL ORDER BY id', patientId)
        .map(({ id, patient_id, reason, text, expires }) => ({ id, patientId: patient_id, reason, expires, ...(text !== null && { text }) })),
    unflag: (patientId) => void database.run('UPDATE link_flag SET removed_at = ? WHERE patient_id = ? AND removed_at IS NULL', clock.timestamp(), patientId),
  }
}
