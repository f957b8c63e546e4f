import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Outcome } from './kit/apply-fault.ts'
import { partsOf, type Reply } from './kit/reply.ts'

const PARTS = 10

/** Sends an outcome over the wire: whole, dripping, or not at all. Straight to the socket, since this is what every call costs. */
export async function writeOutcome(outcome: Outcome, outgoing: ServerResponse, reset: () => void): Promise<void> {
  if ('reset' in outcome) return reset()
  if ('slow' in outcome) return drip(outcome.slow, outcome.overMs, outgoing)
  const { status, headers, body } = outcome
  const length = body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  outgoing.writeHead(status, status === 204 || status === 304 ? headers : { ...headers, 'content-length': length })
  outgoing.end(body)
}

async function drip(reply: Reply, overMs: number, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(reply.status, reply.headers)
  for (const part of partsOf(reply, PARTS)) {
    await delay(overMs / PARTS)
    if (outgoing.destroyed) return
    outgoing.write(part)
  }
  outgoing.end()
}
