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

/** @internal Statuses that must not carry a body (RFC 9110). */
const BODILESS = new Set([101, 204, 205, 304])

/** @internal */
export function toResponse(reply: Reply): Response {
  const body = BODILESS.has(reply.status) ? null : (reply.body ?? null)
  return new Response(body as BodyInit | null, { status: reply.status, headers: reply.headers })
}
