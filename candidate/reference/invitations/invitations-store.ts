import { randomUUID } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { User } from '../session/session.ts'
import type { Invitation, InvitationState, Recipient, RecipientState } from './invitation.ts'

/** A patient to be invited, or left out for a reason. */
export interface Invited {
  patientId: string
  leftOut?: string
}

/** The invitations in the store. */
export interface InvitationsStore {
  /** @throws Refusal `not-found` */
  get(id: string): Invitation
  /** Newest first. */
  list(): Invitation[]
  ofClick(authorId: string, click: string): Invitation | undefined
  /** The invitation to which one of our references belongs. */
  ofReference(reference: string): Invitation | undefined
  add(invitation: { purpose: string; text: string; author: User; invited: readonly Invited[]; click?: string }): Invitation
  become(id: string, state: InvitationState, problem?: string): Invitation
  /** Notes what NHS Notify calls the message of each of our references. */
  identify(ids: ReadonlyMap<string, string>): void
  /** What an event made of one patient's message. */
  tell(reference: string, told: { state: RecipientState; at: string; messageId?: string; reason?: string }): void
  hasTaken(key: string): boolean
  take(key: string): void
}

interface InvitationRow {
  id: number
  version: number
  purpose: string
  text: string
  state: InvitationState
  reference: string
  author_id: string
  author_name: string
  created_at: string
  problem: string | null
}

interface RecipientRow {
  patient_id: number
  nhs_number: string
  state: RecipientState
  reference: string | null
  message_id: string | null
  reason: string | null
  told_at: string | null
}

const recipientOf = (row: RecipientRow): Recipient => ({
  patientId: String(row.patient_id),
  nhsNumber: row.nhs_number,
  state: row.state,
  ...(row.reference !== null && { reference: row.reference }),
  ...(row.message_id !== null && { messageId: row.message_id }),
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.told_at !== null && { toldAt: row.told_at }),
})

export function invitationsStore({ database, clock }: Pick<Services, 'database' | 'clock'>): InvitationsStore {
  const invitationOf = (row: InvitationRow): Invitation => ({
    id: String(row.id),
    version: row.version,
    purpose: row.purpose,
    text: row.text,
    state: row.state,
    reference: row.reference,
    author: { id: row.author_id, name: row.author_name },
    createdAt: row.created_at,
    recipients: database
      .all<RecipientRow>('SELECT r.*, p.nhs_number FROM invitation_recipient r JOIN patient p ON p.id = r.patient_id WHERE invitation_id = ? ORDER BY r.id', row.id)
      .map(recipientOf),
    ...(row.problem !== null && { problem: row.problem }),
  })
  const one = (condition: string, ...values: (string | number)[]) => {
    const row = database.one<InvitationRow>(`SELECT * FROM invitation WHERE ${condition}`, ...values)
    return row && invitationOf(row)
  }
  const touch = (condition: string, value: string | number) => void database.run(`UPDATE invitation SET version = version + 1 WHERE ${condition}`, value)

  const store: InvitationsStore = {
    get: (id) => {
      const invitation = /^\d{1,15}$/.test(id) ? one('id = ?', Number(id)) : undefined
      if (!invitation) throw new Refusal('not-found', 'There is no such invitation.')
      return invitation
    },
    list: () => database.all<InvitationRow>('SELECT * FROM invitation ORDER BY id DESC LIMIT 50').map(invitationOf),
    ofClick: (authorId, click) => one('author_id = ? AND click = ?', authorId, click),
    ofReference: (reference) => one('id = (SELECT invitation_id FROM invitation_recipient WHERE reference = ?)', reference),
    add: ({ purpose, text, author, invited, click }) => {
      const { lastInsertRowid } = database.run(
        `INSERT INTO invitation (version, purpose, text, state, reference, author_id, author_name, created_at, click) VALUES (1, ?, ?, 'sending', ?, ?, ?, ?, ?)`,
        purpose,
        text,
        randomUUID(),
        author.id,
        author.name,
        clock.timestamp(),
        click ?? null,
      )
      for (const { patientId, leftOut } of invited)
        database.run(
          'INSERT INTO invitation_recipient (invitation_id, patient_id, state, reference, reason) VALUES (?, ?, ?, ?, ?)',
          Number(lastInsertRowid),
          Number(patientId),
          leftOut === undefined ? 'waiting' : 'left-out',
          leftOut === undefined ? randomUUID() : null,
          leftOut ?? null,
        )
      return store.get(String(lastInsertRowid))
    },
    become: (id, state, problem) => {
      database.run('UPDATE invitation SET version = version + 1, state = ?, problem = ? WHERE id = ?', state, problem ?? null, Number(id))
      return store.get(id)
    },
    identify: (ids) => {
      for (const [reference, messageId] of ids) database.run('UPDATE invitation_recipient SET message_id = ? WHERE reference = ?', messageId, reference)
    },
    tell: (reference, { state, at, messageId, reason }) => {
      database.run(
        'UPDATE invitation_recipient SET state = ?, told_at = ?, reason = ?, message_id = COALESCE(?, message_id) WHERE reference = ?',
        state,
        at,
        reason ?? null,
        messageId ?? null,
        reference,
      )
      touch('id = (SELECT invitation_id FROM invitation_recipient WHERE reference = ?)', reference)
    },
    hasTaken: (key) => database.one('SELECT key FROM invitation_event WHERE key = ?', key) !== undefined,
    take: (key) => void database.run('INSERT OR IGNORE INTO invitation_event (key, taken_at) VALUES (?, ?)', key, clock.timestamp()),
  }
  return store
}
