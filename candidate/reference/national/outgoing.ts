import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { Agent, errors, request, type Dispatcher } from 'undici'
import { behaviour } from '../behaviour.ts'
import type { Config } from '../config/config.ts'

/** No answer came: too late (`timeout`), no connection (`unreachable`), or the connection broke after sending (`broken`). */
export class OutgoingFailure extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'broken'

  constructor(kind: OutgoingFailure['kind'], url: string, cause: unknown) {
    super(`no answer from ${url}: ${kind}`, { cause })
    this.name = 'OutgoingFailure'
    this.kind = kind
  }
}

export interface OutgoingRequest {
  url: string
  method?: Dispatcher.HttpMethod
  headers?: Record<string, string>
  body?: string | Uint8Array
}

export interface OutgoingAnswer {
  status: number
  /** Names in lower case; several values joined by a comma. */
  headers: Record<string, string>
  text: string
  /** The body as it came, for what is no text. */
  bytes: Uint8Array
}

/** Sends requests to other systems, with limits in time and size, trusting the configured authorities. */
export interface Outgoing {
  /** @throws OutgoingFailure */
  send(request: OutgoingRequest): Promise<OutgoingAnswer>
  close(): Promise<void>
}

/** An answer larger than this is refused; PDS's largest are some hundred kilobytes. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024

const decoder = new TextDecoder()

const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** Milliseconds that one request may take, from sending to the last byte of the answer. */
export const timeLimit = behaviour('national.timeLimit', ({ nationalMs }: Config['timeouts']) => nationalMs)

/** Makes the one HTTP client of this system. */
export function createOutgoing({ national, timeouts }: Pick<Config, 'national' | 'timeouts'>): Outgoing {
  const agent = new Agent({
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: {
      timeout: timeouts.connectMs,
      ...(national.ca && { ca: [...rootCertificates, readFileSync(national.ca, 'utf8')] }),
      ...(national.clientCertificate && {
        key: readFileSync(national.clientCertificate.key),
        cert: readFileSync(national.clientCertificate.cert),
      }),
    },
  })
  return {
    send: async ({ url, method = 'GET', headers = {}, body }) => {
      const signal = AbortSignal.timeout(timeLimit(timeouts))
      try {
        const answer = await request(url, { method, headers, body: body ?? null, dispatcher: agent, signal })
        const bytes = new Uint8Array(await answer.body.arrayBuffer())
        return { status: answer.statusCode, headers: flat(answer.headers), text: decoder.decode(bytes), bytes }
      } catch (error) {
        throw new OutgoingFailure(kindOf(error, signal), url, error)
      }
    },
    close: () => agent.destroy(),
  }
}

function kindOf(error: unknown, signal: AbortSignal): OutgoingFailure['kind'] {
  if (signal.aborted || error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return 'timeout'
  return NO_CONNECTION.has((error as NodeJS.ErrnoException).code ?? '') ? 'unreachable' : 'broken'
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}
