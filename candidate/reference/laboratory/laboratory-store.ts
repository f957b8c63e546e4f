import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { LabReport } from './report.ts'

/**
 * unmatched: it is not known whose it is. to-review: in a patient's record, and no clinician has looked at it. reviewed: one has.
 * replaced: a newer report has come in its place; it stays to be seen.
 */
export type ReportState = 'unmatched' | 'to-review' | 'reviewed' | 'replaced'

/** A report that came from a laboratory. */
export interface ReceivedReport {
  id: string
  version: number
  patientId?: string
  state: ReportState
  /** Code of the laboratory in the interchange. */
  sender: string
  report: LabReport
  /** SDS user id of whoever is to look at it. */
  reviewer?: string
  /** Name of whoever has. */
  reviewedBy?: string
  receivedAt: string
}

export interface LaboratoryStore {
  get(id: string): ReceivedReport
  /** Newest first. */
  ofPatient(patientId: string): ReceivedReport[]
  unmatched(): ReceivedReport[]
  /** All that a laboratory sent under a number, newest first. */
  underNumber(sender: string, number: string): ReceivedReport[]
  add(report: Pick<ReceivedReport, 'patientId' | 'state' | 'sender' | 'report' | 'reviewer'>): ReceivedReport
  become(id: string, change: { state: ReportState; patientId?: string; reviewer?: string; reviewedBy?: string }): ReceivedReport
  /** Remembers an interchange; `known` where it came before. Gives the number of its acknowledgement. */
  note(interchange: { sender: string; reference: string; digest: string }): { id: number; known: boolean }
}

interface Row {
  id: number
  version: number
  patient_id: string | null
  state: ReportState
  sender: string
  report: string
  reviewer: string | null
  reviewed_by: string | null
  received_at: string
}

const reportOf = ({ id, version, patient_id, state, sender, report, reviewer, reviewed_by, received_at }: Row): ReceivedReport => ({
  id: String(id),
  version,
  state,
  sender,
  report: JSON.parse(report),
  receivedAt: received_at,
  ...(patient_id !== null && { patientId: patient_id }),
  ...(reviewer !== null && { reviewer }),
  ...(reviewed_by !== null && { reviewedBy: reviewed_by }),
})

export function laboratoryStore({ database, clock }: Pick<Services, 'database' | 'clock'>): LaboratoryStore {
  const list = (condition: string, ...values: (string | number)[]) => database.all<Row>(`SELECT * FROM lab_report WHERE ${condition} ORDER BY id DESC`, ...values).map(reportOf)
  const store: LaboratoryStore = {
    get: (id) => {
      const [found] = /^\d{1,15}$/.test(id) ? list('id = ?', Number(id)) : []
      if (!found) throw new Refusal('not-found', 'There is no such report.')
      return found
    },
    ofPatient: (patientId) => list('patient_id = ?', patientId),
    unmatched: () => list(`state = 'unmatched'`),
    underNumber: (sender, number) => list('sender = ? AND number = ?', sender, number),
    add: ({ patientId, state, sender, report, reviewer }) => {
      const { lastInsertRowid } = database.run(
        'INSERT INTO lab_report (version, patient_id, state, sender, number, issued, report, reviewer, received_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)',
        patientId ?? null,
        state,
        sender,
        report.number,
        report.issued,
        JSON.stringify(report),
        reviewer ?? null,
        clock.timestamp(),
      )
      return store.get(String(lastInsertRowid))
    },
    become: (id, { state, patientId, reviewer, reviewedBy }) => {
      database.run(
        'UPDATE lab_report SET version = version + 1, state = ?, patient_id = COALESCE(?, patient_id), reviewer = COALESCE(?, reviewer), reviewed_by = COALESCE(?, reviewed_by) WHERE id = ?',
        state,
        patientId ?? null,
        reviewer ?? null,
        reviewedBy ?? null,
        Number(id),
      )
      return store.get(id)
    },
    note: ({ sender, reference, digest }) => {
      const known = database.one<{ id: number }>('SELECT id FROM lab_interchange WHERE sender = ? AND reference = ? AND digest = ?', sender, reference, digest)
      if (known) return { id: known.id, known: true }
      const { lastInsertRowid } = database.run('INSERT INTO lab_interchange (sender, reference, digest, at) VALUES (?, ?, ?, ?)', sender, reference, digest, clock.timestamp())
      return { id: Number(lastInsertRowid), known: false }
    },
  }
  return store
}
