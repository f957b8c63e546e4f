import type { Violation } from '../../../config/evidence.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, json, text, type Reply } from '../../kit/reply.ts'

/** An OperationOutcome as the terminology server words them: the diagnostics again as narrative. */
export function hapi(status: number, diagnostics: string, code = 'processing'): Reply {
  const escaped = diagnostics.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  const div = `<div xmlns="http://www.w3.org/1999/xhtml"><h1>Operation Outcome</h1><table border="0"><tr><td style="font-weight: bold;">ERROR</td><td>[]</td><td>${escaped}</td></tr></table></div>`
  return fhir(status, { resourceType: 'OperationOutcome', text: { status: 'generated', div }, issue: [{ severity: 'error', code, diagnostics }] })
}

const fault = (faultstring: string, errorcode: string): Reply => json(401, { fault: { faultstring, detail: { errorcode } } })

/** Documented errors by name. */
export const errors = {
  MISSING_API_KEY: () => fault('Failed to resolve API Key variable request.header.apikey', 'steps.oauth.v2.FailedToResolveAPIKey'),
  INVALID_API_KEY: () => fault('Invalid ApiKey', 'oauth.v2.InvalidApiKey'),
  NOT_FOUND: () => hapi(404, 'HAPI-2001: Resource Organization is not known'),
  INVALID_DATE: () => hapi(400, 'HAPI-1940: Invalid date/time format'),
  METHOD_NOT_ALLOWED: () => hapi(405, 'HAPI-0427: Method Not Allowed', 'not-supported'),
  TOO_COSTLY: () => hapi(422, 'Too many records requested (Use _count and _offset)', 'too-costly'),
  TOO_MANY_REQUESTS: () => json(429, { fault: { faultstring: 'Spike arrest violation', detail: { errorcode: 'policies.ratelimit.SpikeArrestViolation' } } }),
}

/** Stops with an error of the terminology server because the caller broke a rule. */
export function reject(reply: Reply, violation: Violation): never {
  return refuse(reply, violation)
}

/** Stops where the real service would answer and this one cannot; never a fault of the caller. */
export function notMocked(what: string): never {
  return refuse(text(501, `This mocked service does not have ${what}; see its gaps.`))
}

/** The API key is one of a registered application. */
export function requireApiKey(call: Call<unknown>): void {
  const key = call.header('apikey')
  const violation = { clause: 'ODS terminology FHIR API: Security and authorisation, API key', pointer: 'apikey' }
  if (key === undefined || key === '') reject(errors.MISSING_API_KEY(), { rule: 'missing-api-key', detail: 'no apikey header', ...violation })
  else if (!call.environment.identity.applications.has(key)) reject(errors.INVALID_API_KEY(), { rule: 'invalid-api-key', detail: 'the apikey is not that of a registered application', ...violation })
}
