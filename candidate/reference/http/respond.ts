import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RequestContext } from '../area.ts'
import type { Resource } from '../fhir/resource.ts'
import { isObject, parseJson, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'

/** A FHIR resource as the answer to a request. `version` becomes the ETag. */
export function fhir(
  context: RequestContext,
  resource: Resource,
  { status = 200, version, location }: { status?: ContentfulStatusCode; version?: number; location?: string } = {},
): Response {
  return context.body(JSON.stringify(resource), status, {
    'content-type': 'application/fhir+json; charset=utf-8',
    ...(version !== undefined && { etag: `W/"${version}"` }),
    ...(location !== undefined && { location }),
  })
}

/**
 * The JSON object in a request's body.
 *
 * Only FHIR and JSON media types are read: a form on somebody else's page cannot send those, so a signed-in user's
 * browser cannot be made to call the API.
 */
export async function readResource(context: RequestContext): Promise<JsonObject> {
  const type = context.req.header('content-type') ?? ''
  if (!/^application\/(fhir\+)?json\b/i.test(type))
    throw new Refusal('invalid', `Send application/fhir+json; this was ${type || 'without a content type'}.`)
  const body = parseJson(await context.req.text())
  if (!isObject(body)) throw new Refusal('invalid', 'The body is not a JSON object.')
  return body
}

/**
 * The version that If-Match names.
 *
 * @throws Refusal `version-missing` (412) without one
 */
export function ifMatch(context: RequestContext): number {
  const version = /^W\/"(\d+)"$/.exec(context.req.header('if-match') ?? '')?.[1]
  if (version === undefined) throw new Refusal('version-missing', 'Say which version you have seen, in If-Match, as the ETag gave it.')
  return Number(version)
}
