import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import { isObject, parseJson, type JsonObject } from './json.ts'
import type { OutgoingAnswer, OutgoingFailure } from './outgoing.ts'

/** What a national service answered, read as far as it could be. */
export interface Answer {
  status: number
  headers: Record<string, string>
  /** The JSON object in the body; empty where there was none. */
  body: JsonObject
  /** What came where a file was asked for (`takes`). */
  bytes?: Uint8Array
  /** The X-Request-ID under which the request was sent. */
  requestId: string
}

/** Whether a failed write may nevertheless have been done: the user must be told, and the change be kept. */
export class NationalRefusal extends Refusal {
  readonly outcomeUnknown: boolean

  constructor(
    code: Refusal['code'],
    text: string,
    { outcomeUnknown, ...options }: ErrorOptions & { outcomeUnknown: boolean; retryAfterSeconds?: number },
  ) {
    super(code, text, options)
    this.outcomeUnknown = outcomeUnknown
  }
}

/**
 * The answer as a JSON object. A successful status with HTML, half a document or a list in it is no success: the
 * service did not say what we would be telling the user.
 */
export const readAnswer = behaviour('national.readAnswer', (service: string, answer: OutgoingAnswer, requestId: string): Answer => {
  const { status, headers, text } = answer
  const json = /^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '') ? parseJson(text) : undefined
  if (status < 400 && text !== '' && !isObject(json)) {
    throw unreadableAnswer(service, `${status}, ${headers['content-type'] ?? 'no content type'}, ${text.length} characters`)
  }
  return { status, headers, body: isObject(json) ? json : {}, requestId }
})

/**
 * The answer to a request for a file. A successful status with anything but the media type that was asked for is no file.
 */
export function readFile(service: string, answer: OutgoingAnswer, requestId: string, mediaType: string): Answer {
  const { status, headers, bytes } = answer
  if (status >= 400) return readAnswer(service, answer, requestId)
  const got = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (got !== mediaType || bytes.byteLength === 0) throw unreadableAnswer(service, `expected ${mediaType}, got ${got || 'no content type'}, ${bytes.byteLength} bytes`)
  return { status, headers, body: {}, bytes, requestId }
}

/** For an answer that is not what the service's specification says. */
export const unreadableAnswer = (service: string, why: string) =>
  new NationalRefusal('national-unreadable', `${service} gave an answer that cannot be read. Nothing from it was used. Try again later.`, {
    outcomeUnknown: true,
    cause: new Error(`unreadable answer: ${why}`),
  })

/** The words of an OperationOutcome's first issue, or of a gateway fault. */
export function wordsOf(body: JsonObject): string | undefined {
  const issue = Array.isArray(body['issue']) ? body['issue'].find(isObject) : undefined
  const details = isObject(issue?.['details']) ? issue['details'] : undefined
  const coding = Array.isArray(details?.['coding']) ? details['coding'].find(isObject) : undefined
  const fault = isObject(body['fault']) ? body['fault']['faultstring'] : undefined
  return [issue?.['diagnostics'], details?.['text'], coding?.['display'], fault].find(
    (words) => typeof words === 'string' && words !== '',
  ) as string | undefined
}

/** The codes of an OperationOutcome's issues: `RESOURCE_VERSION_MISMATCH`. */
export function codesOf(body: JsonObject): string[] {
  const issues = Array.isArray(body['issue']) ? body['issue'].filter(isObject) : []
  return issues.flatMap((issue) => {
    const coding = isObject(issue['details']) ? issue['details']['coding'] : undefined
    return Array.isArray(coding) ? coding.filter(isObject).map(({ code }) => String(code)) : []
  })
}

/**
 * What to tell the user about an answer that is a refusal: the service's own words where it gave some, and what to do
 * now. Status decides the code: busy, late, or refused.
 */
export const refusalFor = behaviour('national.refusalFor', (service: string, { status, headers, body }: Answer): NationalRefusal => {
  const words = wordsOf(body)
  const cause = new Error(`${service} answered ${status}: ${words ?? 'no words'}`)
  const asked = Number(headers['retry-after'])
  const retry = asked > 0 ? { retryAfterSeconds: asked } : {}
  const known = { cause, outcomeUnknown: false, ...retry }
  const unknown = { cause, outcomeUnknown: true, ...retry }
  if (status === 401)
    return new NationalRefusal(
      'national-refused',
      `${service} did not accept your NHS sign-in. Sign out, sign in again and repeat what you were doing.`,
      known,
    )
  if (status === 429)
    return new NationalRefusal('national-unavailable', `${service} is receiving too many requests from us. Try again in a minute.`, known)
  if (status === 503)
    return new NationalRefusal('national-unavailable', `${service} is not available at the moment. Try again later.`, unknown)
  if (status === 408 || status === 504)
    return new NationalRefusal('national-timeout', `${service} did not finish in time. Try again later.`, unknown)
  if (status >= 500) return new NationalRefusal('national-refused', `${service} has failed (${status}). Try again later.`, unknown)
  return new NationalRefusal('national-refused', `${service} did not accept the request${words ? `: ${words}` : ` (${status})`}.`, known)
})

/** What to tell the user when no answer came at all. */
export function refusalForFailure(service: string, failure: OutgoingFailure): NationalRefusal {
  const cause = failure
  switch (failure.kind) {
    case 'timeout':
      return new NationalRefusal('national-timeout', `${service} did not answer in time. Try again later.`, { cause, outcomeUnknown: true })
    case 'broken':
      return new NationalRefusal('national-unavailable', `The connection to ${service} broke before it answered. Try again later.`, {
        cause,
        outcomeUnknown: true,
      })
    case 'unreachable':
      return new NationalRefusal('national-unavailable', `${service} cannot be reached at the moment. Nothing was sent. Try again later.`, {
        cause,
        outcomeUnknown: false,
      })
  }
}
