import type { Call } from '../../kit/call.ts'
import { fail } from './errors.ts'
import type { OAuth2State } from './state.ts'

/** Counts a request of an application, and refuses it when a limit is set and used up. */
export function countRequest(call: Call<OAuth2State>, applicationId: string): void {
  const { limit, counted } = call.state
  if (!limit) return
  const now = call.environment.clock.now()
  let count = counted.get(applicationId)
  if (!count || now - count.since >= limit.perMs) counted.set(applicationId, (count = { since: now, requests: 0 }))
  if (++count.requests > limit.requests) fail(call, 'rate-limited', `request ${count.requests} within ${limit.perMs} ms, ${limit.requests} are allowed`)
}
