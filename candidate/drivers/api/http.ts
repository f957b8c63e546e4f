import { gunzipSync } from 'node:zlib'
import { Agent, request } from 'undici'
import { CandidateFault } from '../../port/faults.ts'
import type { Recorder } from '../recorder.ts'
import { trust } from '../trust.ts'

/** What a driver needs to reach a candidate over HTTP. */
export interface HttpOptions {
  baseUrl: string
  /** PEM of a certificate authority to trust beside the usual ones. */
  authority?: string
  /** With which the driver shows who is calling (PEM). */
  clientCertificate?: { key: string; certificate: string }
  /** How long one request may take, in ms. */
  requestMs: number
  recorder: Recorder
}

/** A cookie as a browser keeps it. */
export interface Cookie {
  value: string
  httpOnly: boolean
  secure: boolean
  /** As the candidate wrote it; absent when it did not. */
  sameSite?: string
  /** Whether it outlives the browser's window: it came with an expiry. */
  lasting: boolean
}

/** Cookies by origin, then by name: what a browser would keep. */
export type CookieJar = Map<string, Map<string, Cookie>>

/** One request to the candidate, or on the way of a sign-in to an identity provider. */
export interface Outgoing {
  /** Verb of the port, for the evidence: `demographics.register`. */
  verb: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  /** Absolute, or below the candidate's base URL. */
  url: string
  headers?: Record<string, string>
  body?: string
  jar?: CookieJar
}

/** An answer, read whole. */
export interface Incoming {
  status: number
  headers: Record<string, string>
  body: string
  url: string
  /** Id of the recorded exchange. */
  exchange: string
}

/** Sends requests, keeps cookies, records every exchange as evidence, and never waits longer than the limit. */
export interface HttpClient {
  send(outgoing: Outgoing): Promise<Incoming>
  /** Follows redirects (each hop recorded) until an answer that is none, or until `stop` says so. */
  follow(outgoing: Outgoing, stop?: (url: URL) => boolean): Promise<Incoming & { stoppedAt?: URL }>
  close(): Promise<void>
}

const MOST_REDIRECTS = 15
/** The device that a candidate's audit trail has to name. */
const USER_AGENT = 'Assay-Workstation/1'
/** A candidate's answers are hostile input: no more of them is read than this. */
const BODY_LIMIT = 10 * 1024 * 1024

export function createHttpClient(options: HttpOptions): HttpClient {
  const agent = new Agent({
    connect: { ...trust(options.authority, options.clientCertificate), timeout: options.requestMs },
    headersTimeout: options.requestMs,
    bodyTimeout: options.requestMs,
    connections: 16,
    maxResponseSize: BODY_LIMIT,
  })

  const send = async (outgoing: Outgoing): Promise<Incoming> => {
    const url = new URL(outgoing.url, `${options.baseUrl}/`).href
    const headers: Record<string, string> = { 'user-agent': USER_AGENT, ...cookieHeader(outgoing.jar, url), ...outgoing.headers }
    const startedAt = new Date()
    const started = performance.now()
    const record = (response?: { status: number; headers: Record<string, string>; body: string }) =>
      options.recorder.exchange({
        operation: outgoing.verb,
        startedAt: startedAt.toISOString(),
        durationMs: Math.round(performance.now() - started),
        request: { method: outgoing.method, url, headers, ...(outgoing.body !== undefined && { body: outgoing.body }) },
        ...(response && { response }),
      })
    try {
      const response = await request(url, {
        dispatcher: agent,
        method: outgoing.method,
        headers,
        body: outgoing.body ?? null,
        signal: AbortSignal.timeout(options.requestMs),
      })
      const body = textIn(Buffer.from(await response.body.arrayBuffer()), response.headers['content-encoding'])
      const incoming = { status: response.statusCode, headers: flatten(response.headers), body }
      keepCookies(outgoing.jar, url, response.headers['set-cookie'])
      return { ...incoming, url, exchange: record(incoming) }
    } catch (cause) {
      const exchange = record()
      const why = cause instanceof Error && cause.name === 'TimeoutError' ? `it did not answer within ${options.requestMs} ms` : describe(cause)
      throw new CandidateFault(`The candidate could not be asked (${outgoing.verb}, ${outgoing.method} ${url}): ${why}.`, { exchange, cause })
    }
  }

  return {
    send,
    async follow(outgoing, stop) {
      let next = outgoing
      for (let hop = 0; hop < MOST_REDIRECTS; hop++) {
        const incoming = await send(next)
        const location = incoming.headers['location']
        if (incoming.status < 300 || incoming.status > 399 || location === undefined) return incoming
        const target = new URL(location, incoming.url)
        if (stop?.(target)) return { ...incoming, stoppedAt: target }
        const keepsMethod = incoming.status === 307 || incoming.status === 308
        next = keepsMethod ? { ...next, url: target.href } : { verb: outgoing.verb, method: 'GET', url: target.href, ...(outgoing.jar && { jar: outgoing.jar }) }
      }
      throw new CandidateFault(`The candidate redirected more than ${MOST_REDIRECTS} times (${outgoing.verb}, ${outgoing.url}).`)
    },
    close: () => agent.close(),
  }
}

/** A body as text; one that was asked for compressed is unpacked, as far as it stays within the limit. */
const textIn = (bytes: Buffer, encoding: string | string[] | undefined): string =>
  (encoding === 'gzip' && bytes.length > 0 ? gunzipSync(bytes, { maxOutputLength: BODY_LIMIT }) : bytes).toString('utf8')

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? ` (${String(cause.code)})` : ''
  return `${cause.message || cause.name}${code}`
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]))
}

function cookieHeader(jar: CookieJar | undefined, url: string): { cookie?: string } {
  const cookies = jar?.get(new URL(url).origin)
  return cookies?.size ? { cookie: [...cookies].map(([name, { value }]) => `${name}=${value}`).join('; ') } : {}
}

function keepCookies(jar: CookieJar | undefined, url: string, setCookie: string | string[] | undefined): void {
  if (!jar || !setCookie) return
  const { origin } = new URL(url)
  const cookies = jar.get(origin) ?? new Map<string, Cookie>()
  jar.set(origin, cookies)
  for (const line of [setCookie].flat()) {
    const [pair = '', ...rest] = line.split(';')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    const attributes = new Map(rest.map((attribute) => [attribute.split('=', 1)[0]!.trim().toLowerCase(), attribute.slice(attribute.indexOf('=') + 1).trim()]))
    if (isGone(attributes)) {
      cookies.delete(name)
      continue
    }
    const sameSite = attributes.get('samesite')
    cookies.set(name, {
      value: pair.slice(equals + 1).trim(),
      httpOnly: attributes.has('httponly'),
      secure: attributes.has('secure'),
      ...(sameSite !== undefined && { sameSite }),
      lasting: attributes.has('max-age') || attributes.has('expires'),
    })
  }
}

function isGone(attributes: ReadonlyMap<string, string>): boolean {
  const [maxAge, expires] = [attributes.get('max-age'), attributes.get('expires')]
  return maxAge === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0
}
