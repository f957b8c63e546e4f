import { setTimeout as delay } from 'node:timers/promises'
import type { Outcome } from './apply-fault.ts'
import { partsOf, type Reply } from './reply.ts'

/** Statuses that must not carry a body (RFC 9110). */
const BODILESS = new Set([101, 204, 205, 304])

const PARTS = 10

/** An outcome as a web-standard response, for use without a server. A reset is what fetch makes of one: a failed promise. */
export function toResponse(outcome: Outcome): Response {
  if ('reset' in outcome) throw new TypeError('fetch failed', { cause: new Error('connection reset by an injected fault') })
  if ('slow' in outcome) return new Response(drip(outcome.slow, outcome.overMs), { status: outcome.slow.status, headers: outcome.slow.headers })
  const body = BODILESS.has(outcome.status) ? null : (outcome.body ?? null)
  return new Response(body as BodyInit | null, { status: outcome.status, headers: outcome.headers })
}

function drip(reply: Reply, overMs: number): ReadableStream<Uint8Array> {
  const parts = partsOf(reply, PARTS)
  return new ReadableStream({
    async pull(controller) {
      const part = parts.shift()
      if (!part) return controller.close()
      await delay(overMs / PARTS)
      controller.enqueue(part)
    },
  })
}
