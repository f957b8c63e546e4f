import { check, finding } from './check.ts'

/** PDS lets an application send five requests a second in all: no single action of a user may use them up. */
const MOST = 5

/**
 * A service that is in trouble is asked again a few times at most, never before the time it asked for, and whatever is sent again is
 * the identical request. Sources: API platform, rate limits; PDS FHIR, Retry-After.
 */
export const ensureNotHammered = check('a service in trouble is left in peace', async ({ calls }, { service, operation, subject }: { service: string; operation: string; subject?: string }) => {
  const made = await calls({ service, operation, ...(subject && { subject }) })
  return [
    made.length === 0 && finding('the service was not asked at all', { expected: `a call of ${operation}`, seen: 'none' }),
    made.length > MOST && finding('asked again and again', { expected: `${MOST} calls at most`, seen: `${made.length} calls`, at: made[MOST] }),
    ...made.slice(1).map((call, at) => {
      const before = made[at]!
      const asked = before.retryAfter ?? 0
      const waited = call.seconds - before.seconds
      return waited < asked && finding('asked again too early', { expected: `${asked} s or later`, seen: `after ${waited.toFixed(1)} s`, at: call })
    }),
  ]
})
