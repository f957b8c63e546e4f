import type { Services } from '../services.ts'
import type { Envelope } from './ebxml.ts'

/** A file that came with a message. */
export interface Part {
  contentId: string
  contentType: string
  base64: string
  /** Whether it travelled in base64. */
  encoded: boolean
}

/** A message as it was taken in; nothing in it can be relied on. */
export interface IncomingMessage {
  envelope: Envelope
  /** What should be the HL7 payload. */
  payload: string
  parts: readonly Part[]
}

/** A message that is to be sent, packed as it goes out each time. */
export interface OutgoingMessage {
  messageId: string
  conversationId: string
  service: string
  action: string
  contentType: string
  body: string
  /** NHS number of whoever it is about. */
  about: string
}

export interface Queued extends OutgoingMessage {
  attempts: number
}

/** What was taken in from the Spine, and what is to be sent. */
export interface SpineStore {
  /** Whether it is new: one that is here already is left as it is. */
  takeIn(message: IncomingMessage, about: string): boolean
  /** What nobody has looked at yet of a service, oldest first; about one patient or all. */
  unread(service: string, about?: string): (IncomingMessage & { about: string })[]
  read(messageId: string): void
  /** Puts a message into the queue; one that is there already is left as it is. */
  enqueue(message: OutgoingMessage): void
  /** What waits and may be sent now, oldest first. */
  due(about?: string): Queued[]
  sent(messageId: string): void
  /** To be tried again at a time (epoch ms), or given up. */
  later(messageId: string, dueAt: number, problem: string): void
  giveUp(messageId: string, problem: string): void
}

interface OutgoingRow {
  message_id: string
  conversation_id: string
  service: string
  action: string
  content_type: string
  body: string
  about: string
  attempts: number
}

export function spineStore({ database, clock }: Pick<Services, 'database' | 'clock'>): SpineStore {
  return {
    takeIn: (message, about) => {
      const { messageId, conversationId } = message.envelope
      const { changes } = database.run(
        `INSERT OR IGNORE INTO spine_incoming (message_id, conversation_id, about, message, state, received_at) VALUES (?, ?, ?, ?, 'new', ?)`,
        messageId,
        conversationId,
        about,
        JSON.stringify(message),
        clock.timestamp(),
      )
      return changes > 0
    },
    unread: (service, about) =>
      database
        .all<{ message: string; about: string }>(
          `SELECT message, about FROM spine_incoming WHERE state = 'new' AND json_extract(message, '$.envelope.service') = ?1 AND (?2 IS NULL OR about = ?2) ORDER BY rowid`,
          service,
          about ?? null,
        )
        .map(({ message, about: whom }) => ({ ...(JSON.parse(message) as IncomingMessage), about: whom })),
    read: (messageId) => void database.run(`UPDATE spine_incoming SET state = 'read' WHERE message_id = ?`, messageId),
    enqueue: ({ messageId, conversationId, service, action, contentType, body, about }) =>
      void database.run(
        `INSERT OR IGNORE INTO spine_outgoing (message_id, conversation_id, service, action, content_type, body, about, state, attempts, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, 0)`,
        messageId,
        conversationId,
        service,
        action,
        contentType,
        body,
        about,
      ),
    due: (about) =>
      database
        .all<OutgoingRow>(`SELECT * FROM spine_outgoing WHERE state = 'waiting' AND due_at <= ?1 AND (?2 IS NULL OR about = ?2) ORDER BY id`, clock.now(), about ?? null)
        .map(({ message_id, conversation_id, content_type, ...row }) => ({ ...row, messageId: message_id, conversationId: conversation_id, contentType: content_type })),
    sent: (messageId) => void database.run(`UPDATE spine_outgoing SET state = 'sent', attempts = attempts + 1, problem = NULL WHERE message_id = ?`, messageId),
    later: (messageId, dueAt, problem) => void database.run('UPDATE spine_outgoing SET attempts = attempts + 1, due_at = ?, problem = ? WHERE message_id = ?', dueAt, problem, messageId),
    giveUp: (messageId, problem) => void database.run(`UPDATE spine_outgoing SET state = 'failed', attempts = attempts + 1, problem = ? WHERE message_id = ?`, problem, messageId),
  }
}
