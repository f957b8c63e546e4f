import { Agent, fetch } from 'undici'
import type { Callback } from './state.ts'

/** What came of posting a receipt: the exchange as evidence, and whether the supplier took it. */
export interface Delivery {
  /** The supplier answered 202, as the callback specification demands. */
  accepted: boolean
  /** ISO 8601 instant at which the request left. */
  startedAt: string
  durationMs: number
  request: { method: 'POST'; url: string; headers: Record<string, string>; body: string }
  /** Absent when no answer came. */
  response?: { status: number; headers: Record<string, string>; body: string }
  /** Why no answer came: refused, reset, untrusted certificate, too late. */
  failure?: string
}

/** What is told of a receipt that an injected fault holds back until the next one has gone out. */
export function heldBack(callback: Callback, task: Record<string, unknown>): Delivery {
  return { accepted: false, startedAt: new Date().toISOString(), durationMs: 0, request: requestTo(callback, task), failure: 'held back by an injected fault until the next receipt has gone out' }
}

function requestTo(callback: Callback, task: Record<string, unknown>): Delivery['request'] {
  return { method: 'POST', url: `${callback.url.replace(/\/$/, '')}/FHIR/R4/Task`, headers: { 'content-type': 'application/json' }, body: JSON.stringify(task) }
}

/** Posts a receipt to the supplier's endpoint, with the client certificate agreed at onboarding if there is one. Never throws for what the supplier does. */
export async function postReceipt(callback: Callback, task: Record<string, unknown>, timeoutMs: number): Promise<Delivery> {
  const request = requestTo(callback, task)
  const agent = new Agent({ connect: { cert: callback.certificate, key: callback.key, ca: callback.authority } })
  const startedAt = new Date().toISOString()
  const started = performance.now()
  try {
    const response = await fetch(request.url, { ...request, dispatcher: agent, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const body = await response.text()
    return {
      accepted: response.status === 202,
      startedAt,
      durationMs: performance.now() - started,
      request,
      response: { status: response.status, headers: Object.fromEntries(response.headers), body },
    }
  } catch (thrown) {
    return { accepted: false, startedAt, durationMs: performance.now() - started, request, failure: describe(thrown) }
  } finally {
    await agent.destroy()
  }
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause instanceof Error ? `${thrown.message}: ${thrown.cause.message}` : thrown.message
}
