import type { Violation } from '../../config/evidence.ts'
import type { Environment } from './environment.ts'
import type { Grant } from './identity.ts'
import { parseJson } from './parse-json.ts'

/** What the server underneath knows beyond the web-standard request. */
export interface Transport {
  /** Header names and values as they came, alternating; cheaper to keep than `Headers`. */
  rawHeaders?: readonly string[]
  /** Headers by lower-case name; spares building `Headers`. */
  headers?: Readonly<Record<string, string | undefined>>
  /** Whether a client certificate was presented and verified, and its common name. */
  clientCertificate?: { commonName: string }
}

/** One request on its way through a service. Everything costly is computed when first asked for. */
export class Call<State = unknown> {
  readonly request: Request
  readonly environment: Environment
  readonly transport: Transport
  readonly method: string
  /** Path and query below the environment's prefix. */
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly state: State
  /** The raw request body; empty when there is none. */
  readonly body: Uint8Array
  /** Who calls; set once access was granted. */
  grant: Grant | undefined
  /** The NHS number the call is about. */
  subject: string | undefined
  /** Rules the request broke without being refused for it. */
  readonly violations: Violation[] = []
  #query: URLSearchParams | undefined
  #text: string | undefined
  #json: { value: unknown } | undefined

  constructor(input: {
    request: Request
    environment: Environment
    transport: Transport
    url: string
    params: Readonly<Record<string, string>>
    state: State
    body: Uint8Array
  }) {
    this.request = input.request
    this.environment = input.environment
    this.transport = input.transport
    this.method = input.request.method
    this.url = input.url
    this.params = input.params
    this.state = input.state
    this.body = input.body
  }

  /** A request header, or `undefined`. */
  header(name: string): string | undefined {
    const { headers } = this.transport
    return headers ? headers[name.toLowerCase()] : (this.request.headers.get(name) ?? undefined)
  }

  get query(): URLSearchParams {
    const mark = this.url.indexOf('?')
    return (this.#query ??= new URLSearchParams(mark < 0 ? '' : this.url.slice(mark + 1)))
  }

  /** The body as UTF-8 text. */
  get text(): string {
    return (this.#text ??= new TextDecoder().decode(this.body))
  }

  /** The body as JSON; `undefined` when it is not JSON. */
  get json(): unknown {
    if (!this.#json) {
      try {
        this.#json = { value: parseJson(this.text) }
      } catch {
        // What the service says to a body that cannot be read is the route's business: it sees undefined.
        this.#json = { value: undefined }
      }
    }
    return this.#json.value
  }

  /** Notes a broken rule that the real service lets pass (or that only an observer would see). */
  note(violation: Violation): void {
    this.violations.push(violation)
  }

  /** Scheme, host and environment prefix as the caller addressed it: `https://127.0.0.1:8443/e/w0`. */
  get baseUrl(): string {
    return `${new URL(this.request.url).origin}${this.environment.prefix}`
  }
}
