import type { Violation } from '../../config/evidence.ts'
import type { Environment } from './environment.ts'
import type { Grant } from './identity.ts'
import type { Incoming } from './incoming.ts'
import { parseJson } from './parse-json.ts'

/** One request on its way through a service. Everything costly is computed when first asked for. */
export class Call<State = unknown> {
  readonly incoming: Incoming
  readonly environment: Environment
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
    incoming: Incoming
    environment: Environment
    url: string
    params: Readonly<Record<string, string>>
    state: State
    body: Uint8Array
  }) {
    this.incoming = input.incoming
    this.environment = input.environment
    this.method = input.incoming.method
    this.url = input.url
    this.params = input.params
    this.state = input.state
    this.body = input.body
  }

  /** A request header, or `undefined`. */
  header(name: string): string | undefined {
    return this.incoming.header(name.toLowerCase())
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
    return `${this.incoming.origin}${this.environment.prefix}`
  }
}
