import { randomBytes } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import type { Migration } from '../store/migrate.ts'
import type { SignInAttempt } from './cis2.ts'

export const signInMigrations: readonly Migration[] = [
  {
    name: 'session-002-sign-in-attempts',
    sql: `
      CREATE TABLE sign_in_attempt (
        state TEXT PRIMARY KEY,
        nonce TEXT NOT NULL,
        verifier TEXT NOT NULL,
        redirect_uri TEXT NOT NULL,
        started_at INTEGER NOT NULL
      ) STRICT;`,
  },
]

const LIFETIME_MS = 10 * 60 * 1000

/** What ties a sign-in to the browser and to this system: new for every attempt, and not to be guessed. */
export const attemptSecrets = behaviour('session.attemptSecrets', (): Pick<SignInAttempt, 'state' | 'nonce' | 'verifier'> => ({
  state: random(),
  nonce: random(),
  verifier: random(),
}))

/** A new attempt to sign in, remembered until the browser comes back, for at most ten minutes. */
export function startAttempt({ database, clock }: { database: Database; clock: Clock }, redirectUri: string): SignInAttempt {
  const { state, nonce, verifier } = attemptSecrets()
  const now = clock.now()
  database.run('DELETE FROM sign_in_attempt WHERE started_at < ?', now - LIFETIME_MS)
  database.run(
    'INSERT INTO sign_in_attempt (state, nonce, verifier, redirect_uri, started_at) VALUES (?, ?, ?, ?, ?)',
    state,
    nonce,
    verifier,
    redirectUri,
    now,
  )
  return { state, nonce, verifier, redirectUri }
}

/** The attempt with this state, once: a second answer to the same attempt finds nothing. */
export const takeAttempt = behaviour(
  'session.takeAttempt',
  ({ database, clock }: { database: Database; clock: Clock }, state: string): SignInAttempt | undefined => {
    const row = database.one<{ nonce: string; verifier: string; redirect_uri: string }>(
      'DELETE FROM sign_in_attempt WHERE state = ? AND started_at >= ? RETURNING nonce, verifier, redirect_uri',
      state,
      clock.now() - LIFETIME_MS,
    )
    return row && { state, nonce: row.nonce, verifier: row.verifier, redirectUri: row.redirect_uri }
  },
)

const random = () => randomBytes(32).toString('base64url')
