import type { Patch } from '../national/pds.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import type { Difference } from './details.ts'

/** A change that somebody made and PDS has not confirmed: kept until it is sent or given up. */
export interface UnsentChange {
  id: number
  patientId: string
  userId: string
  at: string
  changes: readonly Difference[]
  /** Why it was not sent, in the words the user saw. */
  reason: string
  /** Stable code of the refusal. */
  code: string
  /** Whether PDS may have made it although it did not say so. */
  outcomeUnknown: boolean
  /** What was sent, for sending the identical request again. */
  sent?: { version: string; patches: readonly Patch[]; requestId: string }
}

type Content = Omit<UnsentChange, 'id' | 'patientId' | 'userId' | 'at'>

interface UnsentRow {
  id: number
  patient_id: number
  user_id: string
  at: string
  content: string
}

/** Keeps a change; an earlier one of the same user to the same details gives way to it. */
export function keepUnsent({ services: { database, clock }, session }: Work, patientId: string, content: Content): void {
  database.transaction(() => {
    const names = content.changes.map(({ name }) => name)
    settleUnsent(
      { database },
      patientId,
      ({ userId, changes }) => userId === session.user.id && changes.every(({ name }) => names.includes(name)),
      'replaced',
    )
    database.run(
      `INSERT INTO unsent_change (patient_id, user_id, at, status, content) VALUES (?, ?, ?, 'kept', ?)`,
      Number(patientId),
      session.user.id,
      clock.timestamp(),
      JSON.stringify(content),
    )
  })
}

/** The changes to a patient that are still waiting, oldest first. */
export function unsentChanges({ database }: Pick<Services, 'database'>, patientId: string): UnsentChange[] {
  return database
    .all<UnsentRow>(`SELECT * FROM unsent_change WHERE patient_id = ? AND status = 'kept' ORDER BY id`, Number(patientId))
    .map(({ id, patient_id, user_id, at, content }) => ({
      ...(JSON.parse(content) as Content),
      id,
      patientId: String(patient_id),
      userId: user_id,
      at,
    }))
}

/** Ends the waiting of those changes that meet a condition. */
export function settleUnsent(
  { database }: Pick<Services, 'database'>,
  patientId: string,
  meets: (change: UnsentChange) => boolean,
  status: 'sent' | 'replaced' | 'given-up',
): void {
  for (const change of unsentChanges({ database }, patientId).filter(meets)) {
    database.run('UPDATE unsent_change SET status = ? WHERE id = ?', status, change.id)
  }
}
