import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'

/** A consultation report that was sent from here, and all that has been heard of it. */
export interface ConsultationReport {
  id: string
  nhsNumber: string
  patientName: string
  documentId: string
  messageId: string
  digest: string
  /** Document that it takes the place of. */
  replaces?: string
  /** Name of the user. */
  sentBy: string
  at: string
  outgoingId: number
  /** MESH has it. */
  withMesh: boolean
  /** Codes of ITK-ResponseCodes-1: whether it came through, and whether the patient is known there. */
  infrastructure?: string
  business?: string
  /** What the recipient said beside a code that is none of success. */
  words?: string
  /** Code and words of MESH, when it could not deliver. */
  undelivered?: string
  /** Somebody was told that answers are missing. */
  chased: boolean
}

/** What is heard of a report. */
export type News = Partial<Pick<ConsultationReport, 'infrastructure' | 'business' | 'words' | 'undelivered'>> & { chasedAt?: string }

export interface ReportsStore {
  get(id: string): ConsultationReport
  /** Newest first. */
  about(nhsNumber: string): ConsultationReport[]
  byMessage(messageId: string): ConsultationReport | undefined
  byOutgoing(outgoingId: number): ConsultationReport | undefined
  /** Those that went out before an instant and have not been answered in full, nor chased. */
  silentSince(instant: string): ConsultationReport[]
  add(report: Pick<ConsultationReport, 'nhsNumber' | 'patientName' | 'documentId' | 'messageId' | 'digest' | 'replaces' | 'sentBy' | 'outgoingId'>): ConsultationReport
  hear(id: string, news: News): ConsultationReport
}

interface Row {
  id: number
  nhs_number: string
  patient_name: string
  document_id: string
  message_id: string
  digest: string
  replaces: string | null
  sent_by: string
  at: string
  outgoing_id: number
  mesh_id: string | null
  infrastructure: string | null
  business: string | null
  words: string | null
  undelivered: string | null
  chased_at: string | null
}

const reportOf = (row: Row): ConsultationReport => ({
  id: String(row.id),
  nhsNumber: row.nhs_number,
  patientName: row.patient_name,
  documentId: row.document_id,
  messageId: row.message_id,
  digest: row.digest,
  sentBy: row.sent_by,
  at: row.at,
  outgoingId: row.outgoing_id,
  withMesh: row.mesh_id !== null,
  chased: row.chased_at !== null,
  ...(row.replaces !== null && { replaces: row.replaces }),
  ...(row.infrastructure !== null && { infrastructure: row.infrastructure }),
  ...(row.business !== null && { business: row.business }),
  ...(row.words !== null && { words: row.words }),
  ...(row.undelivered !== null && { undelivered: row.undelivered }),
})

export function reportsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): ReportsStore {
  const list = (condition: string, ...values: (string | number)[]) =>
    database.all<Row>(`SELECT r.*, o.mesh_id FROM consultation_report r JOIN mesh_outgoing o ON o.id = r.outgoing_id WHERE ${condition} ORDER BY r.id DESC`, ...values).map(reportOf)
  const store: ReportsStore = {
    get: (id) => {
      const [report] = /^\d{1,15}$/.test(id) ? list('r.id = ?', Number(id)) : []
      if (!report) throw new Refusal('not-found', 'There is no such report.')
      return report
    },
    about: (nhsNumber) => list('r.nhs_number = ?', nhsNumber),
    byMessage: (messageId) => list('r.message_id = ?', messageId)[0],
    byOutgoing: (outgoingId) => list('r.outgoing_id = ?', outgoingId)[0],
    silentSince: (instant) => list('r.at < ? AND r.chased_at IS NULL AND r.undelivered IS NULL AND (r.infrastructure IS NULL OR r.business IS NULL)', instant),
    add: ({ nhsNumber, patientName, documentId, messageId, digest, replaces, sentBy, outgoingId }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO consultation_report (nhs_number, patient_name, document_id, message_id, digest, replaces, sent_by, at, outgoing_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        nhsNumber,
        patientName,
        documentId,
        messageId,
        digest,
        replaces ?? null,
        sentBy,
        clock.timestamp(),
        outgoingId,
      )
      return store.get(String(lastInsertRowid))
    },
    hear: (id, { infrastructure, business, words, undelivered, chasedAt }) => {
      database.run(
        'UPDATE consultation_report SET infrastructure = COALESCE(?, infrastructure), business = COALESCE(?, business), words = COALESCE(?, words), undelivered = COALESCE(?, undelivered), chased_at = COALESCE(?, chased_at) WHERE id = ?',
        infrastructure ?? null,
        business ?? null,
        words ?? null,
        undelivered ?? null,
        chasedAt ?? null,
        Number(id),
      )
      return store.get(id)
    },
  }
  return store
}
