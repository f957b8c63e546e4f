import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { PatientEntries } from './coded-entries.ts'

/** What is reported by itself, and what somebody asks for: a national collection, or a disclosure of the practice's own. */
export type ExtractKind = 'gpad' | 'mi' | 'terminology' | 'fit-notes' | 'fgm' | 'collection' | 'disclosure'

/**
 * asking: it is not known yet who has opted out nationally. queued: to be sent. sent: MESH has it. undelivered: it did not reach whom it
 * was for. withheld: nothing is sent.
 */
export type SubmissionState = 'asking' | 'queued' | 'sent' | 'undelivered' | 'withheld'

/** Something that leaves the practice, and what has become of it. */
export interface Submission {
  id: number
  /** `ExtractReference` of its file. */
  reference: string
  kind: ExtractKind
  title: string
  /** ISO dates, for what covers a period. */
  from?: string
  to?: string
  state: SubmissionState
  recipient: string
  workflowId: string
  /** How many records it has; how many patients were left out, and why. */
  records: number
  typeOne: number
  national: number
  pending?: readonly PatientEntries[]
  list?: string
  outgoing?: number
  problem?: string
  createdAt: string
}

interface Row {
  id: number
  reference: string
  kind: ExtractKind
  title: string
  from_date: string | null
  to_date: string | null
  state: SubmissionState
  recipient: string
  workflow_id: string
  records: number
  type_one: number
  national: number
  pending: string | null
  list: string | null
  outgoing: number | null
  problem: string | null
  created_at: string
  mesh_id: string | null
}

const submissionOf = (row: Row): Submission => ({
  id: row.id,
  reference: row.reference,
  kind: row.kind,
  title: row.title,
  state: row.state === 'queued' && row.mesh_id !== null ? 'sent' : row.state,
  recipient: row.recipient,
  workflowId: row.workflow_id,
  records: row.records,
  typeOne: row.type_one,
  national: row.national,
  createdAt: row.created_at,
  ...(row.from_date !== null && { from: row.from_date }),
  ...(row.to_date !== null && { to: row.to_date }),
  ...(row.pending !== null && { pending: JSON.parse(row.pending) }),
  ...(row.list !== null && { list: row.list }),
  ...(row.outgoing !== null && { outgoing: row.outgoing }),
  ...(row.problem !== null && { problem: row.problem }),
})

export interface SubmissionsStore {
  /** Newest first. */
  list(kind?: ExtractKind): Submission[]
  get(reference: string): Submission
  byList(list: string): Submission | undefined
  byOutgoing(outgoing: number): Submission | undefined
  add(submission: Omit<Submission, 'id' | 'createdAt'>): Submission
  update(reference: string, change: Partial<Pick<Submission, 'state' | 'records' | 'national' | 'outgoing' | 'problem'>> & { pending?: null }): Submission
}

export function submissionsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): SubmissionsStore {
  const find = (condition: string, ...values: (string | number)[]) =>
    database
      .all<Row>(`SELECT submission.*, mesh_outgoing.mesh_id FROM submission LEFT JOIN mesh_outgoing ON mesh_outgoing.id = submission.outgoing WHERE ${condition} ORDER BY submission.id DESC`, ...values)
      .map(submissionOf)

  const store: SubmissionsStore = {
    list: (kind) => (kind === undefined ? find('1 = 1') : find('kind = ?', kind)),
    get: (reference) => {
      const [found] = find('reference = ?', reference)
      if (!found) throw new Refusal('not-found', 'Nothing was reported under this reference.')
      return found
    },
    byList: (list) => find('list = ?', list)[0],
    byOutgoing: (outgoing) => find('outgoing = ?', outgoing)[0],
    add: ({ reference, kind, title, from, to, state, recipient, workflowId, records, typeOne, national, pending, list, outgoing, problem }) => {
      database.run(
        `INSERT INTO submission (reference, kind, title, from_date, to_date, state, recipient, workflow_id, records, type_one, national, pending, list, outgoing, problem, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        reference,
        kind,
        title,
        from ?? null,
        to ?? null,
        state,
        recipient,
        workflowId,
        records,
        typeOne,
        national,
        pending === undefined ? null : JSON.stringify(pending),
        list ?? null,
        outgoing ?? null,
        problem ?? null,
        clock.timestamp(),
      )
      return store.get(reference)
    },
    update: (reference, { state, records, national, outgoing, problem, pending }) => {
      database.run(
        `UPDATE submission SET state = COALESCE(?, state), records = COALESCE(?, records), national = COALESCE(?, national), outgoing = COALESCE(?, outgoing),
         problem = COALESCE(?, problem), pending = CASE WHEN ? THEN NULL ELSE pending END WHERE reference = ?`,
        state ?? null,
        records ?? null,
        national ?? null,
        outgoing ?? null,
        problem ?? null,
        pending === null ? 1 : 0,
        reference,
      )
      return store.get(reference)
    },
  }
  return store
}
