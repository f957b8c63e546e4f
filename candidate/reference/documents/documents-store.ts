import type { ItkDocument } from '../itk/message.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'

/**
 * unmatched: it is not known whose it is. to-review: in a patient's record, and nobody has looked at it. reviewed: a clinician has.
 * replaced: another has come in its place.
 */
export type DocumentState = 'unmatched' | 'to-review' | 'reviewed' | 'replaced'

/** A document that came from elsewhere. */
export interface ReceivedDocument {
  id: string
  version: number
  patientId?: string
  state: DocumentState
  messageId: string
  document: ItkDocument
  /** The sender expects something to be done. */
  forAction: boolean
  receivedAt: string
  /** Name of the clinician. */
  reviewedBy?: string
}

export interface DocumentsStore {
  get(id: string): ReceivedDocument
  /** Newest first. */
  ofPatient(patientId: string): ReceivedDocument[]
  unmatched(): ReceivedDocument[]
  byIdentifier(identifier: string): ReceivedDocument | undefined
  /** All versions of a document that have come. */
  ofSet(id: string): ReceivedDocument[]
  add(document: Pick<ReceivedDocument, 'patientId' | 'state' | 'messageId' | 'document' | 'forAction'>): ReceivedDocument
  become(id: string, change: { state: DocumentState; patientId?: string; reviewedBy?: string }): ReceivedDocument
  hasTaken(messageId: string): boolean
  take(messageId: string): void
}

interface Row {
  id: number
  version: number
  patient_id: string | null
  state: DocumentState
  message_id: string
  document: string
  for_action: number
  received_at: string
  reviewed_by: string | null
}

const documentOf = (row: Row): ReceivedDocument => ({
  id: String(row.id),
  version: row.version,
  state: row.state,
  messageId: row.message_id,
  document: JSON.parse(row.document),
  forAction: row.for_action === 1,
  receivedAt: row.received_at,
  ...(row.patient_id !== null && { patientId: row.patient_id }),
  ...(row.reviewed_by !== null && { reviewedBy: row.reviewed_by }),
})

export function documentsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): DocumentsStore {
  const list = (condition: string, ...values: (string | number)[]) => database.all<Row>(`SELECT * FROM document WHERE ${condition} ORDER BY id DESC`, ...values).map(documentOf)
  const store: DocumentsStore = {
    get: (id) => {
      const [document] = /^\d{1,15}$/.test(id) ? list('id = ?', Number(id)) : []
      if (!document) throw new Refusal('not-found', 'There is no such document.')
      return document
    },
    ofPatient: (patientId) => list('patient_id = ?', patientId),
    unmatched: () => list(`state = 'unmatched'`),
    ofSet: (id) => list(`json_extract(document, '$.set.id') = ?`, id),
    byIdentifier: (identifier) => list('identifier = ?', identifier)[0],
    add: ({ patientId, state, messageId, document, forAction }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO document (version, patient_id, state, identifier, message_id, document, for_action, received_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?)',
        patientId ?? null,
        state,
        document.identifier,
        messageId,
        JSON.stringify(document),
        forAction ? 1 : 0,
        clock.timestamp(),
      )
      return store.get(String(lastInsertRowid))
    },
    become: (id, { state, patientId, reviewedBy }) => {
      database.run('UPDATE document SET version = version + 1, state = ?, patient_id = COALESCE(?, patient_id), reviewed_by = COALESCE(?, reviewed_by) WHERE id = ?', state, patientId ?? null, reviewedBy ?? null, Number(id))
      return store.get(id)
    },
    hasTaken: (messageId) => database.one('SELECT message_id FROM itk_message WHERE message_id = ?', messageId) !== undefined,
    take: (messageId) => void database.run('INSERT OR IGNORE INTO itk_message (message_id, at) VALUES (?, ?)', messageId, clock.timestamp()),
  }
  return store
}
