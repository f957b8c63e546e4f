/** What a service answers. Kept apart from `Response` so that the journal can hold the body without reading a stream. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body?: string | Uint8Array
}

/** A JSON answer. Media type as the service publishes it, `application/json` otherwise. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

/** A FHIR answer (`application/fhir+json`; charset and version go in `headers` where a service publishes them). */
export function fhir(status: number, resource: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/fhir+json', ...headers }, body: JSON.stringify(resource) }
}

/** An answer without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers }
}

/** Plain text or another textual media type. */
export function text(status: number, body: string, mediaType = 'text/plain', headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': mediaType, ...headers }, body }
}

/** The body as bytes; none when there is no body. */
export function bytesOf(reply: Reply): Uint8Array {
  return typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : (reply.body ?? new Uint8Array())
}

/** The body in `count` parts, for an answer that drips. */
export function partsOf(reply: Reply, count: number): Uint8Array[] {
  const bytes = bytesOf(reply)
  const size = Math.max(1, Math.ceil(bytes.byteLength / count))
  return Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}
