import { Agent, fetch } from 'undici'

/** What came of sending something to a candidate: the exchange as evidence, and whether the candidate took it. */
export interface Delivery {
  /** The candidate answered 202, as specifications of callbacks demand. */
  accepted: boolean
  /** ISO 8601 instant at which the request left. */
  startedAt: string
  durationMs: number
  request: DeliveryRequest
  /** Absent when no answer came. */
  response?: { status: number; headers: Record<string, string>; body: string }
  /** Why no answer came: refused, reset, untrusted certificate, too late. */
  failure?: string
}

export interface DeliveryRequest {
  method: 'POST'
  url: string
  headers: Record<string, string>
  body: string
}

/** JSON on its way to a candidate. */
export const jsonTo = (url: string, body: string, headers: Record<string, string> = {}): DeliveryRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  body,
})

/** What is told of something that an injected fault holds back until the next one has gone out. */
export const heldBack = (request: DeliveryRequest): Delivery => ({
  accepted: false,
  startedAt: new Date().toISOString(),
  durationMs: 0,
  request,
  failure: 'held back by an injected fault until the next one has gone out',
})

/** Posts it, with a client certificate if there is one. Never throws for what the candidate does. */
export async function postTo(
  request: DeliveryRequest,
  { authority, certificate, key, timeoutMs }: { authority?: string | undefined; certificate?: string | undefined; key?: string | undefined; timeoutMs: number },
): Promise<Delivery> {
  const agent = new Agent({ connect: { ca: authority, cert: certificate, key } })
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
