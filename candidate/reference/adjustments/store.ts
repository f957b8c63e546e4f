import { randomUUID } from 'node:crypto'
import type { NationalPart, NewAdjustment } from '../national/reasonable-adjustments.ts'
import type { Services } from '../services.ts'

/** What the national record said when it was last read. */
export interface Copy {
  readAt?: string
  consent?: NationalPart
  flags: NationalPart[]
  /** Why the last attempt to read it failed, in the words the user saw. */
  problem?: string
}

/** An adjustment that the practice has noted and not shared yet. */
export interface Unshared extends NewAdjustment {
  id: number
  /** How consent was given, as the user said. */
  consent?: string
  /** Under which it is sent, however often. */
  requestId: string
}

interface UnsharedRow {
  id: number
  code: string
  term: string
  category: string
  consent: string | null
  request_id: string
}

/** Reasonable adjustments in the practice's store. */
export function adjustmentStore({ database, clock }: Pick<Services, 'database' | 'clock'>) {
  const copyOf = (patientId: string): Copy | undefined => {
    const row = database.one<{ read_at: string | null; consent: string | null; flags: string; problem: string | null }>('SELECT * FROM adjustment_copy WHERE patient_id = ?', Number(patientId))
    return (
      row && {
        flags: JSON.parse(row.flags) as NationalPart[],
        ...(row.read_at !== null && { readAt: row.read_at }),
        ...(row.consent !== null && { consent: JSON.parse(row.consent) as NationalPart }),
        ...(row.problem !== null && { problem: row.problem }),
      }
    )
  }
  const keep = (patientId: string, { readAt, consent, flags, problem }: Copy): Copy => {
    database.run(
      'INSERT OR REPLACE INTO adjustment_copy (patient_id, read_at, consent, flags, problem) VALUES (?, ?, ?, ?, ?)',
      Number(patientId),
      readAt ?? null,
      consent ? JSON.stringify(consent) : null,
      JSON.stringify(flags),
      problem ?? null,
    )
    return copyOf(patientId)!
  }
  const unshared = (patientId: string): Unshared[] =>
    database
      .all<UnsharedRow>('SELECT * FROM adjustment_unshared WHERE patient_id = ? ORDER BY id', Number(patientId))
      .map(({ consent, request_id, ...row }) => ({ ...row, requestId: request_id, ...(consent !== null && { consent }) }))

  return {
    copyOf,
    unshared,
    /** Keeps what was just read. */
    read: (patientId: string, consent: NationalPart | undefined, flags: NationalPart[]) => keep(patientId, { readAt: clock.timestamp(), flags, ...(consent && { consent }) }),
    /** Notes that it could not be read; what was known stays. */
    failed: (patientId: string, problem: string) => keep(patientId, { ...(copyOf(patientId) ?? { flags: [] }), problem }),
    change: (patientId: string, copy: Copy) => keep(patientId, copy),
    note: (patientId: string, { code, term, category, consent }: NewAdjustment & { consent?: string | undefined }): void => {
      database.run(
        `INSERT INTO adjustment_unshared (patient_id, code, term, category, consent, request_id, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (patient_id, code) DO UPDATE SET consent = COALESCE(excluded.consent, consent)`,
        Number(patientId),
        code,
        term,
        category,
        consent ?? null,
        randomUUID(),
        clock.timestamp(),
      )
    },
    shared: (id: number): void => void database.run('DELETE FROM adjustment_unshared WHERE id = ?', id),
  }
}
