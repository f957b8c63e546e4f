import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { readAnswer, readFile, refusalForFailure, type Answer } from './answer.ts'
import { OutgoingFailure, type Outgoing, type OutgoingAnswer } from './outgoing.ts'
import { pauseBeforeRetry, requestIdForRetry, retryAfterMs } from './retry.ts'
import type { Principal, Tokens } from './tokens.ts'

/** One request to a national service behind the API platform. */
export interface PlatformCall {
  /** The service's name as a user knows it, for messages. */
  service: string
  /** The signed-in user's authority, the application's own, none but the API key, or what `headers` say: the service has its own sign-in. */
  as: Principal | 'api-key' | 'own-sign-in'
  method: Dispatcher.HttpMethod
  /** Path from the platform's base, with the service's base path. */
  path: string
  query?: Iterable<[string, string]>
  headers?: Record<string, string>
  /** Sent as JSON; bytes as they are. */
  body?: unknown
  /** Media type of the body; `application/fhir+json` unless told. */
  mediaType?: string
  /** Media type of the file that the answer is to be, where it is no JSON: `application/pdf`. */
  takes?: string
  /** The service does not recognise a repetition: what may have arrived is not sent again. */
  once?: true
  /** Given when the same request was sent before and may have arrived: the service then recognises it. */
  requestId?: string
  /** Ties together all that follows from one action of a user. */
  correlationId: string
}

/** National services behind the API platform, over HTTP. */
export interface Platform {
  /**
   * Sends a request, again where the service's rules allow it, and gives the answer whatever its status.
   *
   * @throws NationalRefusal when there is no answer or it cannot be read
   */
  call(call: PlatformCall): Promise<Answer>
  /** Lets go of what was kept for somebody who has signed out. */
  forget(principal: Principal): void
}

/** Whether an answer is a reason to get a new token and send the request once more: the one in use was not accepted. */
export const renewsToken = behaviour('national.renewsToken', (status: number): boolean => status === 401)

/** The X-Correlation-ID of a request: that of the user's action it follows from, which the audit trail has, too. */
export const correlationIdOf = behaviour('national.correlationIdOf', (call: Pick<PlatformCall, 'correlationId'>) => call.correlationId)

/** Makes the client of the API platform. */
export function createPlatform({
  config,
  clock,
  outgoing,
  tokens,
}: {
  config: Config
  clock: Clock
  outgoing: Outgoing
  tokens: Tokens
}): Platform {
  const { platformUrl, clientId } = config.national

  const authorityOf = async (as: PlatformCall['as']): Promise<Record<string, string>> => {
    if (as === 'own-sign-in') return {}
    return as === 'api-key' ? { apikey: clientId } : { authorization: `Bearer ${await tokens.get(as)}` }
  }

  const send = async (call: PlatformCall, requestId: string): Promise<OutgoingAnswer> => {
    const query = new URLSearchParams([...(call.query ?? [])]).toString()
    return outgoing.send({
      url: `${platformUrl}${call.path}${query && `?${query}`}`,
      method: call.method,
      headers: {
        accept: call.takes ?? 'application/fhir+json',
        'x-request-id': requestId,
        'x-correlation-id': correlationIdOf(call),
        ...(await authorityOf(call.as)),
        ...(call.body !== undefined && { 'content-type': call.mediaType ?? 'application/fhir+json' }),
        ...call.headers,
      },
      ...(call.body !== undefined && { body: call.body instanceof Uint8Array ? call.body : JSON.stringify(call.body) }),
    })
  }

  /** A token may have been withdrawn before its time: the same request is sent once more with a new one. */
  const sendSignedIn = async (call: PlatformCall, requestId: string): Promise<OutgoingAnswer> => {
    const answer = await send(call, requestId)
    if (call.as === 'api-key' || call.as === 'own-sign-in' || !renewsToken(answer.status)) return answer
    tokens.discard(call.as)
    return send(call, requestId)
  }

  return {
    forget: (principal) => tokens.forget(principal),

    call: async (call) => {
      const deadline = performance.now() + config.timeouts.retryMs
      let requestId = call.requestId ?? randomUUID()
      for (let number = 1; ; number++) {
        const result = await sendSignedIn(call, requestId).catch((error: unknown) => {
          if (error instanceof OutgoingFailure) return error
          throw error
        })
        const outcome = outcomeOf(result, clock.now())
        const pause = outcome && pauseBeforeRetry({ method: call.method, number, outcome, ...(call.once && { once: true }) })
        if (pause === undefined || performance.now() + pause > deadline) {
          if (result instanceof OutgoingFailure) throw refusalForFailure(call.service, result)
          return call.takes ? readFile(call.service, result, requestId, call.takes) : readAnswer(call.service, result, requestId)
        }
        await sleep(pause)
        requestId = requestIdForRetry(requestId)
      }
    },
  }
}

/** What the retry rules need to know of a result; undefined if there is nothing to retry. */
function outcomeOf(result: OutgoingAnswer | OutgoingFailure, now: number) {
  if (result instanceof OutgoingFailure) return result.kind === 'broken' ? ('broken' as const) : undefined
  if (result.status < 400) return undefined
  const asked = retryAfterMs(result.headers['retry-after'], now)
  return { status: result.status, ...(asked !== undefined && { retryAfterMs: asked }) }
}
