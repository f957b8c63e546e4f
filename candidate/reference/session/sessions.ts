import { createHash, randomBytes } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import type { Migration } from '../store/migrate.ts'
import type { Session, SessionEnd } from './session.ts'

export const sessionMigrations: readonly Migration[] = [
  {
    name: 'session-001-sessions',
    sql: `
      CREATE TABLE session (
        id TEXT PRIMARY KEY,
        content TEXT NOT NULL,
        last_active_at INTEGER NOT NULL,
        ended TEXT
      ) STRICT;`,
  },
]

type Limits = Config['session']

/** Whether a session has outlived a limit, and which. Called before every request that claims the session. */
export const sessionExpiry = behaviour('session.expiry', (session: Session, limits: Limits, now: number): SessionEnd | undefined => {
  if (now - session.authenticatedAt >= limits.absoluteSeconds * 1000) return 'absolute'
  if (now - session.lastActiveAt >= limits.idleSeconds * 1000) return 'idle'
  return undefined
})

/** What signing out does to the session on the server: it ends there, so that no copy of the key opens it again. */
export const endOnSignOut = behaviour('session.endOnSignOut', (sessions: Sessions, id: string) => sessions.end(id, 'signed-out'))

/**
 * The key of a new session: 256 random bits, made at sign-in and never before. One that the browser brought along may have
 * been put there by somebody else (session fixation).
 */
export const newSessionKey = behaviour('session.newSessionKey', (_brought: string | undefined) => randomBytes(32).toString('base64url'))

export interface Sessions {
  /** Starts a session and returns the key for the browser, which is kept nowhere on the server. */
  start(content: Pick<Session, 'user' | 'roles' | 'idToken' | 'roleId'>, broughtKey?: string): { key: string; session: Session }
  /** The session that a key opens, marked as active now; or why it does not open one any more. */
  resume(key: string): { session: Session } | { ended: SessionEnd | 'unknown'; session?: Session }
  chooseRole(session: Session, roleId: string): Session
  end(id: string, why: SessionEnd): void
  /** When the session will end if nothing happens any more. */
  expiresAt(session: Session): number
}

interface SessionRow {
  content: string
  last_active_at: number
  ended: SessionEnd | null
}

/** Sessions in the store: they survive a restart, and ending one ends it in every tab. */
export function createSessions({ database, clock, config }: { database: Database; clock: Clock; config: Config }): Sessions {
  const limits = config.session
  const save = ({ lastActiveAt, ...content }: Session) =>
    database.run(
      'INSERT INTO session (id, content, last_active_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content',
      content.id,
      JSON.stringify(content),
      lastActiveAt,
    )

  const sessions: Sessions = {
    start: (content, broughtKey) => {
      const key = newSessionKey(broughtKey)
      // Whoever used this browser before is out of it, and their session over.
      if (broughtKey && broughtKey !== key) sessions.end(digest(broughtKey), 'signed-out')
      const now = clock.now()
      const formToken = randomBytes(32).toString('base64url')
      const session: Session = { ...content, id: digest(key), formToken, authenticatedAt: now, lastActiveAt: now }
      save(session)
      return { key, session }
    },

    resume: (key) => {
      const row = database.one<SessionRow>('SELECT content, last_active_at, ended FROM session WHERE id = ?', digest(key))
      if (!row) return { ended: 'unknown' }
      const session: Session = { ...JSON.parse(row.content), lastActiveAt: row.last_active_at }
      if (row.ended) return { ended: row.ended, session }
      const now = clock.now()
      const expired = sessionExpiry(session, limits, now)
      if (expired) {
        sessions.end(session.id, expired)
        return { ended: expired, session }
      }
      database.run('UPDATE session SET last_active_at = ? WHERE id = ?', now, session.id)
      return { session: { ...session, lastActiveAt: now } }
    },

    chooseRole: (session, roleId) => {
      const chosen = { ...session, roleId }
      save(chosen)
      return chosen
    },

    end: (id, why) => void database.run('UPDATE session SET ended = ? WHERE id = ? AND ended IS NULL', why, id),

    expiresAt: (session) =>
      Math.min(session.lastActiveAt + limits.idleSeconds * 1000, session.authenticatedAt + limits.absoluteSeconds * 1000),
  }
  return sessions
}

const digest = (key: string) => createHash('sha256').update(key).digest('base64url')
