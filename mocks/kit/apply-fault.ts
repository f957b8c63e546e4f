import { setTimeout as delay } from 'node:timers/promises'
import type { Call } from './call.ts'
import type { Fault } from './faults.ts'
import { Refusal } from './refusal.ts'
import type { Reply } from './reply.ts'
import type { AnyService } from './service.ts'

/** What becomes of a call: an answer, a connection reset, or an answer whose body drips over some milliseconds. */
export type Outcome = Reply | { reset: true } | { slow: Reply; overMs: number }

/** How long a `timeout` holds the caller when the fault does not say. */
const DEFAULT_TIMEOUT_MS = 60_000

/** @internal */
export async function applyFault(fault: Fault, call: Call, service: AnyService, answer: () => Promise<Reply>): Promise<Outcome> {
  // Whatever the fault says, the service acts once: some kinds need its answer anyway.
  let carriedOut: Promise<Reply> | undefined
  const carryOut = () => (carriedOut ??= answer())
  if (fault.processed) await carryOut()
  const withHeaders = (reply: Reply): Reply => (fault.headers ? { ...reply, headers: { ...reply.headers, ...fault.headers } } : reply)

  switch (fault.kind) {
    case 'latency':
      await delay(fault.ms ?? 0)
      return carryOut()
    case 'timeout':
      await untilGone(call.incoming.signal, fault.ms ?? DEFAULT_TIMEOUT_MS)
      return { reset: true }
    case 'reset':
      return { reset: true }
    case 'error': {
      const make = service.errors[fault.name ?? '']
      if (!make) throw new Error(`Failed to inject ${fault.name}: service ${service.key} documents no such error. It has: ${Object.keys(service.errors).join(', ')}.`)
      const reply = refusedOr(() => make(call))
      return withHeaders({ ...reply, headers: { ...service.everyReply?.(call), ...reply.headers } })
    }
    case 'status':
      return withHeaders({ status: fault.status ?? 500, headers: {} })
    case 'html':
      return withHeaders({ status: fault.status ?? 502, headers: { 'content-type': 'text/html' }, body: GATEWAY_PAGE })
    case 'malformed':
      return withHeaders({ status: fault.status ?? 200, headers: { 'content-type': 'application/fhir+json' }, body: '{"resourceType":' })
    case 'truncated': {
      const reply = await carryOut()
      return withHeaders({ ...reply, body: half(reply.body) })
    }
    case 'wrong-content-type': {
      const reply = await carryOut()
      return withHeaders({ ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } })
    }
    case 'expired-token': {
      const grant = call.environment.identity.tokens.get((call.header('authorization') ?? '').slice(7))
      if (grant) grant.expiresAt = 0
      return carryOut()
    }
    case 'slow-body':
      return { slow: await carryOut(), overMs: fault.ms ?? 1000 }
    case 'duplicate-delivery':
    case 'out-of-order-delivery':
      // Faults of deliveries are never taken for a call.
      throw new Error(`Failed to answer a call with ${fault.kind}: that is a fault of deliveries.`)
  }
}

/** An error whose answer repeats the request refuses a request that it cannot read. */
function refusedOr(make: () => Reply): Reply {
  try {
    return make()
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.reply
    throw thrown
  }
}

/** Waits until the caller gives up, at most some milliseconds. */
async function untilGone(signal: AbortSignal, ms: number): Promise<void> {
  await delay(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}

const GATEWAY_PAGE = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'

function half(body: Reply['body']): Reply['body'] {
  return body === undefined ? undefined : body.slice(0, Math.floor(body.length / 2))
}
