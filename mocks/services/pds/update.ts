import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Reply } from '../../kit/reply.ts'
import { roleOf } from './access.ts'
import { outcome, reject } from './errors.ts'
import { etagOf, type Author, type PatientRecord } from './record.ts'
import { settle, type AcceptedUpdate, type PdsState, type SlowUpdates } from './state.ts'

const CLAUSE = 'PDS FHIR API: Patient resource versioning'

/** Seconds PDS waits for an update before it answers 503, unless X-Sync-Wait asks for another time. */
const DEFAULT_WAIT = 10

/** Bounds of X-Sync-Wait in seconds; outside them the default holds. */
const SHORTEST_WAIT = 0.25
const LONGEST_WAIT = 29

/** Who makes the update of this call. */
export function authorOf(call: Call<PdsState>): Author {
  const grant = call.grant!
  const requestId = call.header('x-request-id')
  const common = { applicationId: grant.applicationId, ...(requestId && { requestId }) }
  if (grant.kind === 'patient') return { kind: 'patient', userId: grant.nhsNumber, ...common }
  if (grant.kind === 'application') throw new Error('Failed to name the author of an update: an application was let through. Check the access rules of the route.')
  const role = roleOf(call)
  return { kind: 'healthcare-worker', userId: grant.userId, ...(role && { roleId: role.id, organisation: role.organisation }), ...common }
}

/** If-Match is there and has the form of a version. */
export function requireIfMatch(call: Call<PdsState>): string {
  const ifMatch = call.header('if-match')
  if (ifMatch === undefined || !/^W\/"\d+"$/.test(ifMatch)) {
    return refuse(outcome('PRECONDITION_FAILED'), {
      rule: ifMatch === undefined ? 'missing-if-match' : 'malformed-if-match',
      detail: ifMatch === undefined ? 'an update without the record version it is based on' : `If-Match is ${ifMatch}, not W/"<version>"`,
      clause: CLAUSE,
      pointer: 'if-match',
    })
  }
  return ifMatch
}

/** The body is labelled as the operation wants it. */
export function requireContentType(call: Call<PdsState>, ...accepted: string[]): void {
  const type = call.header('content-type')?.split(';', 1)[0]!.trim().toLowerCase()
  if (type === undefined || !accepted.includes(type)) {
    reject('UNSUPPORTED_SERVICE', undefined, {
      rule: 'wrong-content-type',
      detail: `Content-Type is ${type ?? 'missing'}, not ${accepted.join(' or ')}`,
      clause: 'PDS FHIR API: header Content-Type',
      pointer: 'content-type',
    })
  }
}

/** The record has not changed since the caller read it. A mismatch is a legitimate outcome: somebody was faster. */
export function requireVersion(record: PatientRecord, ifMatch: string): void {
  if (ifMatch !== etagOf(record)) refuse(outcome('RESOURCE_VERSION_MISMATCH'))
}

/** A number that was merged away cannot be updated. */
export function refuseSuperseded(record: PatientRecord | undefined): void {
  if (record?.supersededBy === undefined) return
  reject('FORBIDDEN_UPDATE', 'Forbidden update with error - Update Failed - NHS No. supplied has been superseded in a merge', {
    rule: 'update-of-superseded',
    clause: 'PDS FHIR API: Superseded patients',
    pointer: 'path:id',
  })
}

/**
 * The answer to an X-Request-ID that was seen before, so that nothing is carried out twice: the first result, or 503
 * again while the update is still under way. `undefined` for a new one.
 */
export function answerAgain(call: Call<PdsState>, record: PatientRecord | undefined): Reply | undefined {
  const first = call.state.accepted.get(keyOf(call))
  if (!first) return undefined
  const now = call.environment.clock.now()
  if (first.fingerprint !== fingerprintOf(call)) {
    call.note({
      rule: 'request-id-reused',
      detail: `X-Request-ID ${call.header('x-request-id')} was used before for another update, which is therefore not carried out`,
      clause: 'PDS FHIR API: header X-Request-ID',
      pointer: 'x-request-id',
    })
  }
  if (first.retry && now < first.retry.from) {
    call.note({
      rule: 'retried-too-early',
      detail: `sent again ${first.retry.from - now} ms before the time that Retry-After asked for`,
      clause: 'PDS FHIR API: update-patient, 503',
    })
  }
  if (record) settle(record, now)
  return first.reply ?? unavailable(first.retry?.after)
}

/**
 * Carries out an accepted update: `commit` makes the new version and gives the answer. Waits when the scenario says
 * that PDS is slow: the caller is told 503, and the update takes effect later, or when another one comes behind it.
 */
export function carryOut(call: Call<PdsState>, record: PatientRecord, commit: () => Reply): Reply {
  const accepted: AcceptedUpdate = { fingerprint: fingerprintOf(call) }
  call.state.accepted.set(keyOf(call), accepted)
  const slow = takeSlow(call.state, record.nhsNumber)
  if (!slow || slow.seconds <= syncWait(call)) return (accepted.reply = commit())

  const now = call.environment.clock.now()
  accepted.retry = { after: slow.retryAfter, from: now + slow.retryAfter * 1000 }
  record.pending = {
    completesAt: now + slow.seconds * 1000,
    complete() {
      accepted.reply = commit()
    },
  }
  return unavailable(slow.retryAfter)
}

/** Keeps the answer to a creation, for the same X-Request-ID sent again. */
export function remember(call: Call<PdsState>, reply: Reply): Reply {
  call.state.accepted.set(keyOf(call), { fingerprint: fingerprintOf(call), reply })
  return reply
}

function takeSlow(state: PdsState, nhsNumber: string): SlowUpdates | undefined {
  const slow = state.slow.find((candidate) => candidate.left > 0 && (candidate.nhsNumber === undefined || candidate.nhsNumber === nhsNumber))
  if (slow) slow.left--
  return slow
}

function unavailable(retryAfter: number | undefined): Reply {
  return outcome('SERVICE_UNAVAILABLE', retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } })
}

function syncWait(call: Call<PdsState>): number {
  const wait = Number(call.header('x-sync-wait') ?? Number.NaN)
  return wait >= SHORTEST_WAIT && wait <= LONGEST_WAIT ? wait : DEFAULT_WAIT
}

function keyOf(call: Call<PdsState>): string {
  return `${call.grant!.applicationId} ${call.header('x-request-id')}`
}

function fingerprintOf(call: Call<PdsState>): string {
  return `${call.method} ${call.url}\n${call.text}`
}
