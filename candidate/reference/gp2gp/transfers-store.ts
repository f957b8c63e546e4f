import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { IncomingMessage } from '../spine/spine-store.ts'
import type { Entry, EntryState, KeptEntry, Transfer, TransferFacts, TransferState } from './transfer.ts'

interface TransferRow {
  id: number
  direction: Transfer['direction']
  nhs_number: string
  patient_id: number | null
  practice: string
  state: TransferState
  code: string | null
  conversation_id: string
  facts: string
  patience_until: number | null
  began_at: string
}

interface EntryRow {
  id: number
  transfer_id: number
  patient_id: number
  state: EntryState
  entry: string
  changed_by: string | null
  reason: string | null
}

/** What may change about a transfer. `patienceUntil: null` waits for nothing any more. */
export interface TransferChange {
  state?: TransferState
  code?: string
  facts?: TransferFacts
  patienceUntil?: number | null
  conversationId?: string
}

/** Transfers, the files that come for them, and what transferred records say. */
export interface TransfersStore {
  add(transfer: Omit<Transfer, 'id' | 'beganAt'>): Transfer
  inConversation(conversationId: string): Transfer | undefined
  ofPatient(patientId: string): Transfer[]
  /** All in a state, about one patient (NHS number) or anybody. */
  inState(states: readonly TransferState[], nhsNumber?: string): Transfer[]
  change(transfer: Transfer, change: TransferChange): Transfer
  keepPart(message: IncomingMessage): void
  parts(conversationId: string): Map<string, IncomingMessage>
  addEntry(transfer: Transfer, patientId: string, entry: Entry, state: EntryState): KeptEntry
  entriesOf(patientId: string): KeptEntry[]
  /** @throws Refusal `not-found` */
  entry(id: string): KeptEntry
  changeEntry(id: string, change: { state: EntryState; changedBy: string; reason?: string }): KeptEntry
}

const transferOf = ({ id, direction, nhs_number, patient_id, practice, state, code, conversation_id, facts, patience_until, began_at }: TransferRow): Transfer => ({
  id,
  direction,
  nhsNumber: nhs_number,
  practice,
  state,
  conversationId: conversation_id,
  facts: JSON.parse(facts) as TransferFacts,
  beganAt: began_at,
  ...(patient_id !== null && { patientId: String(patient_id) }),
  ...(code !== null && { code }),
  ...(patience_until !== null && { patienceUntil: patience_until }),
})

const entryOf = ({ id, transfer_id, patient_id, state, entry, changed_by, reason }: EntryRow): KeptEntry => ({
  ...(JSON.parse(entry) as Entry),
  id: String(id),
  transferId: transfer_id,
  patientId: String(patient_id),
  state,
  ...(changed_by !== null && { changedBy: changed_by }),
  ...(reason !== null && { reason }),
})

export function transfersStore({ database, clock }: Pick<Services, 'database' | 'clock'>): TransfersStore {
  const one = (where: string, value: string | number) => {
    const row = database.one<TransferRow>(`SELECT * FROM record_transfer WHERE ${where}`, value)
    return row && transferOf(row)
  }
  const store: TransfersStore = {
    add: ({ direction, nhsNumber, patientId, practice, state, code, conversationId, facts, patienceUntil }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO record_transfer (direction, nhs_number, patient_id, practice, state, code, conversation_id, facts, patience_until, began_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        direction,
        nhsNumber,
        patientId === undefined ? null : Number(patientId),
        practice,
        state,
        code ?? null,
        conversationId,
        JSON.stringify(facts),
        patienceUntil ?? null,
        clock.timestamp(),
      )
      return one('id = ?', lastInsertRowid)!
    },
    inConversation: (conversationId) => one('conversation_id = ?', conversationId),
    ofPatient: (patientId) => database.all<TransferRow>('SELECT * FROM record_transfer WHERE patient_id = ? ORDER BY id DESC', Number(patientId)).map(transferOf),
    inState: (states, nhsNumber) =>
      database
        .all<TransferRow>('SELECT * FROM record_transfer WHERE state IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR nhs_number = ?2) ORDER BY id', JSON.stringify(states), nhsNumber ?? null)
        .map(transferOf),
    change: (transfer, { state, code, facts, patienceUntil, conversationId }) => {
      database.run(
        'UPDATE record_transfer SET state = ?, code = ?, facts = ?, patience_until = ?, conversation_id = ? WHERE id = ?',
        state ?? transfer.state,
        code ?? transfer.code ?? null,
        JSON.stringify({ ...transfer.facts, ...facts }),
        patienceUntil === undefined ? (transfer.patienceUntil ?? null) : patienceUntil,
        conversationId ?? transfer.conversationId,
        transfer.id,
      )
      return one('id = ?', transfer.id)!
    },
    keepPart: (message) => void database.run('INSERT OR IGNORE INTO transfer_part (conversation_id, message_id, message) VALUES (?, ?, ?)', message.envelope.conversationId, message.envelope.messageId.toUpperCase(), JSON.stringify(message)),
    parts: (conversationId) =>
      new Map(database.all<{ message_id: string; message: string }>('SELECT message_id, message FROM transfer_part WHERE conversation_id = ?', conversationId).map(({ message_id, message }) => [message_id, JSON.parse(message) as IncomingMessage])),
    addEntry: (transfer, patientId, entry, state) => {
      const { lastInsertRowid } = database.run('INSERT INTO transferred_entry (transfer_id, patient_id, kind, state, entry) VALUES (?, ?, ?, ?, ?)', transfer.id, Number(patientId), entry.kind, state, JSON.stringify(entry))
      return store.entry(String(lastInsertRowid))
    },
    entriesOf: (patientId) => database.all<EntryRow>('SELECT * FROM transferred_entry WHERE patient_id = ? ORDER BY id', Number(patientId)).map(entryOf),
    entry: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<EntryRow>('SELECT * FROM transferred_entry WHERE id = ?', Number(id)) : undefined
      if (!row) throw new Refusal('not-found', 'There is no such entry in a transferred record.')
      return entryOf(row)
    },
    changeEntry: (id, { state, changedBy, reason }) => {
      database.run('UPDATE transferred_entry SET state = ?, changed_by = ?, reason = ? WHERE id = ?', state, changedBy, reason ?? null, Number(id))
      return store.entry(id)
    },
  }
  return store
}
