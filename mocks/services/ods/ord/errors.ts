import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { notMocked } from '../errors.ts'

/** An error as ORD words it. */
export function ordError(status: number, errorText: string): Reply {
  return json(status, { errorCode: status, errorText })
}

export const ordErrors = {
  NOT_FOUND: () => ordError(404, 'No record found for supplied ODS code'),
  NOT_ACCEPTABLE: () => ordError(406, 'Invalid value for parameter'),
  TOO_MANY_REQUESTS: () => ordError(429, 'Too many requests'),
}

/** Stops with 406: the query has something that ORD does not take. */
export function notAcceptable(errorText: string, rule: string, parameter?: string): never {
  return refuse(ordError(406, errorText), {
    rule,
    detail: errorText,
    clause: 'ODS ORD API 2-0-0: search parameters',
    ...(parameter !== undefined && { pointer: `query:${parameter}` }),
  })
}

const JSON_FORMATS: ReadonlySet<string> = new Set(['json', 'text/json', 'application/json'])
const XML_FORMATS: ReadonlySet<string> = new Set(['xml', 'text/xml', 'application/xml'])

/** JSON is the only format here; the published service has XML as well. */
export function requireJson(call: Call<unknown>): void {
  const format = call.query.get('_format')
  if (format === null || JSON_FORMATS.has(format)) return
  if (XML_FORMATS.has(format)) notMocked('XML')
  else notAcceptable(`Invalid format '${format}'`, 'invalid-format', '_format')
}
