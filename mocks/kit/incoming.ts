/** A request as it came, whoever took it in: a server's socket (mocks/from-socket.ts) or a web-standard `Request`. */
export interface Incoming {
  readonly method: string
  /** Scheme and host as the caller addressed them, `https://127.0.0.1:8443`. */
  readonly origin: string
  /** What the journal keeps: names and values as they came, alternating, where that is cheaper than `Headers`. */
  readonly rawHeaders: Headers | readonly string[]
  /** A header by its name in lower case. */
  header(name: string): string | undefined
  /** The body in the parts in which it arrives. Throws `CallerGone` when the caller leaves in the middle. */
  body(): AsyncIterable<Uint8Array>
  /** Aborted when the caller gives up waiting. */
  readonly signal: AbortSignal
  /** The client certificate that was presented and verified. */
  readonly clientCertificate?: { commonName: string } | undefined
}

/** Whoever called has left before the whole request was there: nobody's fault, and nobody to answer. */
export class CallerGone extends Error {}

/** A web-standard request, for services without a server. */
export function fromRequest(request: Request, clientCertificate?: { commonName: string }): Incoming {
  return {
    method: request.method,
    origin: new URL(request.url).origin,
    rawHeaders: request.headers,
    header: (name) => request.headers.get(name) ?? undefined,
    body: async function* () {
      if (request.body) yield* request.body
    },
    signal: request.signal,
    clientCertificate,
  }
}
