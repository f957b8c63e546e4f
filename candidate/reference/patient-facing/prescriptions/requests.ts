import { randomUUID } from 'node:crypto'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { Refusal } from '../../refusal.ts'
import type { Services } from '../../services.ts'
import { demand } from '../../session/permission.ts'
import type { Work } from '../../work.ts'
import { PublishedError } from '../published-error.ts'
import { findRepeat, type Repeat } from './repeats.ts'

/** What has become of a request, in the states of a FHIR Task. */
export type RequestStatus = 'requested' | 'in-progress' | 'rejected' | 'completed'

/** A patient asks for another issue of a repeat medication. */
export interface RepeatRequest {
  id: string
  patientId: string
  repeatId: string
  /** The app's own reference. */
  reference?: string
  note?: string
  /** ODS code of the pharmacy for this once. */
  pharmacy?: string
  status: RequestStatus
  /** Why it was rejected, for the patient. */
  reason?: string
  authoredAt: string
  changedAt: string
}

interface RequestRow {
  id: string
  patient_id: number
  repeat_id: string
  reference: string | null
  note: string | null
  pharmacy: string | null
  status: RequestStatus
  reason: string | null
  authored_at: string
  changed_at: string
}

const requestOf = (row: RequestRow): RepeatRequest => ({
  id: row.id,
  patientId: String(row.patient_id),
  repeatId: row.repeat_id,
  status: row.status,
  authoredAt: row.authored_at,
  changedAt: row.changed_at,
  ...(row.reference !== null && { reference: row.reference }),
  ...(row.note !== null && { note: row.note }),
  ...(row.pharmacy !== null && { pharmacy: row.pharmacy }),
  ...(row.reason !== null && { reason: row.reason }),
})

/** A patient's requests, newest first. */
export const requestsOf = behaviour(
  'patient-facing.requestsOf',
  ({ database }: Pick<Services, 'database'>, patientId: string): RepeatRequest[] =>
    database
      .all<RequestRow>('SELECT * FROM repeat_request WHERE patient_id = ? ORDER BY authored_at DESC, rowid DESC', Number(patientId))
      .map(requestOf),
)

const isOpen = ({ status }: RepeatRequest) => status === 'requested' || status === 'in-progress'

/** Whether a patient has asked for the same already, and nobody has answered yet. */
export const isAskedAlready = behaviour('patient-facing.isAskedAlready', (requests: readonly RepeatRequest[], { id }: Repeat): boolean =>
  requests.some((each) => each.repeatId === id && isOpen(each)),
)

/** The repeat medication that a request is for: one of the patient's own, not stopped. */
export const repeatAskedFor = behaviour(
  'patient-facing.repeatAskedFor',
  (services: Services, patientId: string, id: string): Repeat | undefined => {
    const repeat = findRepeat(services, id)
    return repeat?.patientId === patientId && repeat.active ? repeat : undefined
  },
)

/** Where a request goes that was taken in: to the practice, for somebody to decide. */
export const tellThePractice = behaviour(
  'patient-facing.tellThePractice',
  ({ tasks }: Services, { id, patientId, pharmacy, note }: RepeatRequest, { term }: Repeat): void => {
    const where = pharmacy === undefined ? '' : ` To be sent to pharmacy ${pharmacy}, for this once.`
    const why = note === undefined ? '' : ` The patient says: ${note}`
    tasks.raise({
      code: 'repeat-requested',
      patientId,
      focus: `Task/${id}`,
      text: `The patient asks for another issue of ${term}.${where}${why}`,
    })
  },
)

/** Keeps a request, with everything the patient said. */
export const keepRequest = behaviour(
  'patient-facing.keepRequest',
  (
    { database }: Pick<Services, 'database'>,
    { id, patientId, repeatId, reference, note, pharmacy, status, authoredAt, changedAt }: RepeatRequest,
  ): void => {
    database.run(
      'INSERT INTO repeat_request (id, patient_id, repeat_id, reference, note, pharmacy, status, authored_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      Number(patientId),
      repeatId,
      reference ?? null,
      note ?? null,
      pharmacy ?? null,
      status,
      authoredAt,
      changedAt,
    )
  },
)

/** Takes a patient's request in. */
export function askForRepeat(
  work: Work,
  patientId: string,
  { repeatId, ...rest }: { repeatId: string; reference?: string; note?: string; pharmacy?: string },
): RepeatRequest {
  const { services } = work
  const { database, clock } = services
  const repeat = repeatAskedFor(services, patientId, repeatId)
  if (!repeat)
    throw new PublishedError('REFERENCE_NOT_FOUND', { diagnostics: 'focus does not refer to repeat medication of this patient.' })
  return database.transaction(() => {
    if (isAskedAlready(requestsOf(services, patientId), repeat))
      throw new PublishedError('DUPLICATE_REJECTED', { diagnostics: 'This was requested already.' })
    const now = clock.timestamp()
    const request: RepeatRequest = { id: randomUUID(), patientId, repeatId, ...rest, status: 'requested', authoredAt: now, changedAt: now }
    keepRequest(services, request)
    tellThePractice(services, request, repeat)
    audited(work, { event: 'repeat-requested', action: 'C', patientId, subject: `Task/${request.id}`, detail: { repeat: repeatId } })
    return request
  })
}

/** Somebody who prescribes decides on a request; what they say on rejecting is for the patient. */
export function decideRequest(
  work: Work,
  { patientId, id, accepted, reason }: { patientId: string; id: string; accepted: boolean; reason: string },
): RepeatRequest {
  demand(work.role, 'B0420')
  const { services, session } = work
  const { database, clock, tasks } = services
  const request = requestsOf(services, patientId).find((each) => each.id === id)
  if (!request) throw new Refusal('not-found', 'The patient has made no such request.')
  if (request.status !== 'requested') throw new Refusal('already-done', 'Somebody has decided on this request already.')
  if (!accepted && reason === '') throw new Refusal('invalid', [{ field: 'reason', text: 'Say why, for the patient.' }])
  return database.transaction(() => {
    const decided: RepeatRequest = {
      ...request,
      status: accepted ? 'in-progress' : 'rejected',
      changedAt: clock.timestamp(),
      ...(!accepted && { reason }),
    }
    database.run(
      'UPDATE repeat_request SET status = ?, reason = ?, changed_at = ? WHERE id = ?',
      decided.status,
      decided.reason ?? null,
      decided.changedAt,
      id,
    )
    for (const task of tasks.list({ status: 'requested', code: 'repeat-requested', patientId }))
      if (task.focus === `Task/${id}`) tasks.close(task.id, 'completed', session.user.name)
    audited(work, {
      event: accepted ? 'repeat-request-accepted' : 'repeat-request-rejected',
      action: 'U',
      patientId,
      subject: `Task/${id}`,
    })
    return decided
  })
}
