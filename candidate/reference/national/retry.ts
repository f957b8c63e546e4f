import { behaviour } from '../behaviour.ts'

/** What became of one attempt: a status with the pause the service asked for, or a connection that broke. */
export interface Attempt {
  method: string
  /** Counted from 1. */
  number: number
  outcome: { status: number; retryAfterMs?: number } | 'broken'
  /** The service would take a repetition for another request, and carry it out as well. */
  once?: true
}

const MOST_ATTEMPTS = 3
const FIRST_PAUSE_MS = 500

/**
 * How long to wait before sending the same request again, or undefined if it is not to be sent again.
 *
 * 503 and 504: after the time the service names; a read also without one. 429: after the time named, or ever longer.
 * A broken connection: only a read, since nobody knows what became of a write. No answer in time: never, the user has
 * waited long enough. A service that does not know a repetition again (`once`) gets none, except after a 429, which its gateway
 * gives before anything is done.
 * Source: PDS FHIR, update patient ("re-submit the update, use the same X-Request-ID"); API platform, rate limits.
 */
export const pauseBeforeRetry = behaviour('national.pauseBeforeRetry', ({ method, number, outcome, once }: Attempt): number | undefined => {
  if (number >= MOST_ATTEMPTS) return undefined
  const pause = FIRST_PAUSE_MS * 2 ** (number - 1)
  const isRead = method === 'GET'
  if (outcome === 'broken') return isRead ? pause : undefined
  if (outcome.status === 429) return outcome.retryAfterMs ?? pause
  if (once) return undefined
  if (outcome.status === 503 || outcome.status === 504) return outcome.retryAfterMs ?? (isRead ? pause : undefined)
  return undefined
})

/** The X-Request-ID of a repeated request: the same, so that the service knows the repetition for what it is. */
export const requestIdForRetry = behaviour('national.requestIdForRetry', (requestId: string) => requestId)

/** Milliseconds that a Retry-After header asks for: seconds, or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
