import { isValid } from '../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { empty, fhir, type Reply } from '../../kit/reply.ts'
import { errors, outcome, reject } from './errors.ts'
import { etag, roleOf } from './headers.ts'
import { patientOf, type Resource } from './parts.ts'
import type { Author } from './record.ts'
import { faultIn, type Body } from './schemas.ts'
import type { Entry, RaState } from './state.ts'

/** The body, or the outcome published for what is wrong with it. */
export function bodyOf(call: Call<RaState>, kind: Body, clause: string): Resource {
  const mediaType = (call.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (mediaType !== 'application/fhir+json')
    call.note({ rule: 'media-type', detail: `the body is labelled "${mediaType}"`, clause: 'Reasonable Adjustment Flag API: request body application/fhir+json', pointer: 'content-type' })
  const { json } = call
  if (typeof json !== 'object' || json === null || Array.isArray(json)) reject('VALIDATION_ERROR', 'The body is no JSON object', { rule: 'body-not-json', clause })
  const fault = faultIn(kind, json)
  if (fault) reject(fault.name, fault.detail, { rule: 'invalid-body', clause, pointer: fault.pointer })
  return json as Resource
}

/** The NHS number that a body is about. */
export function subjectOf(body: Resource, clause: string): string {
  const nhsNumber = patientOf(body)
  if (nhsNumber === undefined || !isValid(nhsNumber)) return reject('INVALID_NHS_NUMBER', `Invalid NHS number '${nhsNumber ?? ''}'`, { rule: 'invalid-nhs-number', clause, pointer: '/patient' })
  return nhsNumber
}

/** NHS number of a body, for faults and the journal. */
export const subjectOfBody = (call: Call): string | undefined =>
  typeof call.json === 'object' && call.json !== null ? patientOf(call.json as Resource) : undefined

/** Whoever is signed in, as the record's provenance names them. */
export function authorOf(call: Call<RaState>): Author {
  const role = roleOf(call)
  const userId = call.grant?.kind === 'healthcare-worker' ? call.grant.userId : ''
  const worker = call.environment.identity.workers.get(userId)
  // "Clinical":"Clinical Provision":"Clinical Practitioner Access Role"
  const jobRoleName = role.name.split(':').at(-1)?.replaceAll('"', '')
  return { userId, name: worker ? `${worker.family},${worker.given}` : userId, jobRole: role.code.split(':').at(-1) ?? role.code, ...(jobRoleName && { jobRoleName }), organisation: role.organisation }
}

/**
 * Carries a write out, unless this very request was answered before (same X-Request-ID), or is to take its time: then it
 * is accepted, and the caller asks again under the address in Content-Location.
 */
export function carryOut(call: Call<RaState>, nhsNumber: string, write: () => Reply): Reply {
  const { state, environment } = call
  const requestId = call.header('x-request-id')
  const key = requestId === undefined ? undefined : `${call.method} ${call.url} ${requestId.toLowerCase()}`
  const before = key === undefined ? undefined : state.answered.get(key)
  if (before) return before
  const keep = (reply: Reply) => {
    if (key !== undefined) state.answered.set(key, reply)
    return reply
  }
  const at = state.slow.findIndex((slow) => slow.nhsNumber === nhsNumber)
  if (at < 0) return keep(write())
  const [slow] = state.slow.splice(at, 1)
  const id = environment.random.uuid()
  state.pending.set(id, { id, left: slow!.polls, retryAfter: slow!.retryAfter, ...(!slow!.fails && { settle: write }) })
  return keep(accepted(call, id, slow!.retryAfter))
}

/** 202: accepted, not yet done. */
export function accepted(call: Call<RaState>, id: string, retryAfter: number): Reply {
  const base = call.url.slice(0, call.url.indexOf('/STU3') + 5)
  return empty(202, { 'content-location': `${call.baseUrl}${base}/_poll/${id}`, 'retry-after': String(retryAfter) })
}

/** A resource that was written. */
export function written(call: Call<RaState>, status: 200 | 201, entry: Entry): Reply {
  const now = new Date(call.environment.clock.now())
  const base = call.url.slice(0, call.url.indexOf('/STU3') + 5)
  return fhir(status, entry.resource, {
    etag: etag(entry.version),
    date: now.toUTCString(),
    'last-modified': (entry.resource.meta as { lastUpdated: string }).lastUpdated,
    ...(status === 201 && { location: `${call.baseUrl}${base}/${entry.part}/${entry.id}/_history/${entry.version}` }),
  })
}

/** Stops unless the version is the one that the caller has seen. To lose a race breaks no rule. */
export function requireVersion(seen: number, { version }: Entry): void {
  if (seen !== version) refuse(outcome('RESOURCE_VERSION_MISMATCH', `If-Match ${etag(seen)}, the resource has version ${version}`))
}

/** Whether something is known to have been withdrawn: told apart from what never was. */
export const missing = (withdrawn: boolean): Reply => (withdrawn ? errors.INVALIDATED_RESOURCE() : errors.RESOURCE_NOT_FOUND())
