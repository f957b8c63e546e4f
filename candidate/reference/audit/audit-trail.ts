import { createHash } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Practice } from '../config/config.ts'
import type { Role, User } from '../session/session.ts'
import type { Database } from '../store/database.ts'
import type { Migration } from '../store/migrate.ts'

export const auditMigrations: readonly Migration[] = [
  {
    name: 'audit-001-trail',
    sql: `
      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        event TEXT NOT NULL,
        action TEXT NOT NULL,
        outcome TEXT NOT NULL,
        user_id TEXT,
        patient_id TEXT,
        content TEXT NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL
      ) STRICT;
      CREATE INDEX audit_patient ON audit (patient_id);
      CREATE INDEX audit_user ON audit (user_id);
      CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
      CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;`,
  },
]

/** Create, read, update, delete, execute: FHIR AuditEvent.action. */
export type AuditAction = 'C' | 'R' | 'U' | 'D' | 'E'
export type AuditOutcome = 'done' | 'refused' | 'failed'

/** Who did it, as they were at that moment: later changes of name or role do not reach old entries. */
export interface AuditAgent {
  user?: Pick<User, 'id' | 'name'>
  role?: Pick<Role, 'id' | 'code' | 'name' | 'organisation'>
  /** A caller that is no user: an application, a national service. */
  system?: string
  device?: string
}

export interface AuditRecord {
  /** What happened, stable and in the past: `patient-viewed`, `sign-in`, `request-refused`. */
  event: string
  action: AuditAction
  outcome: AuditOutcome
  agent: AuditAgent
  /** Local id of the patient whose data it was about. */
  patientId?: string
  /** What it was about, where that is no patient: `Appointment/12`. */
  subject?: string
  /** Words and figures for whoever reads the trail: changed fields, code of the refusal. Never whole records. */
  detail?: Readonly<Record<string, unknown>>
  interaction?: string
}

export interface AuditEntry extends AuditRecord {
  seq: number
  at: string
  /** ODS code of the practice. */
  practice: string
  /** SHA-256 over the entry and the digest before it. */
  digest: string
  previous: string
}

export interface AuditQuery {
  patientId?: string
  userId?: string
  event?: string
  /** ISO 8601 instants or dates, inclusive. */
  from?: string
  to?: string
  limit?: number
}

/** Who did what to whose data, and when: written before the user hears of it, never changed, never left out. */
export interface AuditTrail {
  record(entry: AuditRecord): void
  list(query: AuditQuery): AuditEntry[]
  one(seq: number): AuditEntry | undefined
  /** The first entry that does not follow from the one before it; undefined if all do. */
  firstBroken(): number | undefined
}

/** Whether an event is written down. It is: nobody can switch the trail off. */
export const isAudited = behaviour('audit.isAudited', (_entry: AuditRecord): boolean => true)

/** The number of the next entry: one more than the last. It tells the order even when the clock does not. */
export const nextNumber = behaviour('audit.nextNumber', (before: number, _at: string) => before + 1)

/** Who an entry says did it. */
export const auditedAgent = behaviour('audit.agent', (agent: AuditAgent): AuditAgent => agent)

interface AuditRow {
  seq: number
  at: string
  content: string
  previous: string
  digest: string
}

const GENESIS = '0'.repeat(64)

/** The trail in the store. A record made inside a transaction stands or falls with what it records. */
export function createAuditTrail({ database, clock, practice }: { database: Database; clock: Clock; practice: Practice }): AuditTrail {
  const last = () => database.one<{ seq: number; digest: string }>('SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1')

  return {
    record: (entry) => {
      if (!isAudited(entry)) return
      database.transaction(() => {
        const { seq: before, digest: previous } = last() ?? { seq: 0, digest: GENESIS }
        const at = clock.timestamp()
        const seq = nextNumber(before, at)
        const content = JSON.stringify({ ...entry, agent: auditedAgent(entry.agent), practice: practice.odsCode })
        database.run(
          'INSERT INTO audit (seq, at, event, action, outcome, user_id, patient_id, content, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          seq,
          at,
          entry.event,
          entry.action,
          entry.outcome,
          entry.agent.user?.id ?? null,
          entry.patientId ?? null,
          content,
          previous,
          digestOf({ seq, at, content, previous }),
        )
      })
    },

    list: ({ patientId, userId, event, from, to, limit = 200 }) =>
      database
        .all<AuditRow>(
          `SELECT seq, at, content, previous, digest FROM audit
           WHERE (?1 IS NULL OR patient_id = ?1) AND (?2 IS NULL OR user_id = ?2) AND (?3 IS NULL OR event = ?3)
             AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at <= ?5)
           ORDER BY seq DESC LIMIT ?6`,
          patientId ?? null,
          userId ?? null,
          event ?? null,
          from ?? null,
          to ?? null,
          limit,
        )
        .map(entryOf),

    one: (seq) => {
      const row = database.one<AuditRow>('SELECT seq, at, content, previous, digest FROM audit WHERE seq = ?', seq)
      return row && entryOf(row)
    },

    firstBroken: () => {
      let previous = GENESIS
      let expected = 1
      for (const row of database.all<AuditRow>('SELECT seq, at, content, previous, digest FROM audit ORDER BY seq')) {
        if (row.seq !== expected || row.previous !== previous || row.digest !== digestOf(row)) return expected
        previous = row.digest
        expected += 1
      }
      return undefined
    },
  }
}

const digestOf = ({ seq, at, content, previous }: Omit<AuditRow, 'digest'>) =>
  createHash('sha256').update(`${previous}\n${seq}\n${at}\n${content}`).digest('hex')

const entryOf = ({ seq, at, content, previous, digest }: AuditRow): AuditEntry => ({
  ...(JSON.parse(content) as AuditRecord & { practice: string }),
  seq,
  at,
  previous,
  digest,
})
