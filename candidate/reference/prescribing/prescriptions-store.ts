import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'

/** `signed`: EPS has not said that it has it. `sent`: EPS has it. `refused`: EPS does not take it; its items are drafts again. */
export type PrescriptionStatus = 'signed' | 'sent' | 'refused'

/** A signed prescription, with the message exactly as it was signed. */
export interface Prescription {
  id: number
  /** `24F5DA-A83008-7EFE6Z`. */
  shortId: string
  patientId: string
  status: PrescriptionStatus
  /** The signed message, JSON. */
  message: string
  /** X-Request-ID under which it is sent, every time. */
  requestId: string
  signedBy: { id: string; name: string }
  signedAt: string
  /** YYYY-MM-DD, both days included. */
  validFrom: string
  validUntil: string
  /** ODS code of the nominated pharmacy. */
  pharmacy?: string
  sentAt?: string
  problem?: string
}

interface PrescriptionRow {
  id: number
  short_id: string
  patient_id: number
  status: PrescriptionStatus
  message: string
  request_id: string
  signed_by: string
  signed_at: string
  valid_from: string
  valid_until: string
  pharmacy: string | null
  sent_at: string | null
  problem: string | null
}

/** Signed prescriptions in the store. The message of one is never changed. */
export interface PrescriptionsStore {
  find(id: number): Prescription | undefined
  /** @throws Refusal `not-found` */
  byShortId(shortId: string): Prescription
  add(prescription: Omit<Prescription, 'id' | 'status' | 'sentAt' | 'problem'>): Prescription
  setStatus(prescription: Prescription, status: PrescriptionStatus, problem?: string): Prescription
}

export function prescriptionsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): PrescriptionsStore {
  const one = (where: string, value: string | number) => {
    const row = database.one<PrescriptionRow>(`SELECT * FROM prescription WHERE ${where} = ?`, value)
    return row && prescriptionOf(row)
  }
  const store: PrescriptionsStore = {
    find: (id) => one('id', id),
    byShortId: (shortId) => {
      const found = one('short_id', shortId)
      if (!found) throw new Refusal('not-found', 'There is no such prescription here.')
      return found
    },
    add: ({ shortId, patientId, message, requestId, signedBy, signedAt, validFrom, validUntil, pharmacy }) => {
      database.run(
        `INSERT INTO prescription (short_id, patient_id, status, message, request_id, signed_by, signed_at, valid_from, valid_until, pharmacy) VALUES (?, ?, 'signed', ?, ?, ?, ?, ?, ?, ?)`,
        shortId,
        Number(patientId),
        message,
        requestId,
        JSON.stringify(signedBy),
        signedAt,
        validFrom,
        validUntil,
        pharmacy ?? null,
      )
      return store.byShortId(shortId)
    },
    setStatus: (prescription, status, problem) => {
      database.run(
        'UPDATE prescription SET status = ?, sent_at = ?, problem = ? WHERE id = ?',
        status,
        status === 'sent' ? clock.timestamp() : null,
        problem ?? null,
        prescription.id,
      )
      return store.byShortId(prescription.shortId)
    },
  }
  return store
}

const prescriptionOf = (row: PrescriptionRow): Prescription => ({
  id: row.id,
  shortId: row.short_id,
  patientId: String(row.patient_id),
  status: row.status,
  message: row.message,
  requestId: row.request_id,
  signedBy: JSON.parse(row.signed_by),
  signedAt: row.signed_at,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  ...(row.pharmacy !== null && { pharmacy: row.pharmacy }),
  ...(row.sent_at !== null && { sentAt: row.sent_at }),
  ...(row.problem !== null && { problem: row.problem }),
})
