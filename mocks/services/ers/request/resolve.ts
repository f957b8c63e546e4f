import { empty } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { notFound } from '../errors.ts'
import type { Ers } from '../ers-route.ts'
import type { AdviceRequest } from '../model/advice-request.ts'
import type { Referral } from '../model/referral.ts'
import type { ErsState } from '../state.ts'
import type { Call } from '../../../kit/call.ts'
import { ensurePatientUsable } from './patient.ts'

const NO_RELATIONSHIP = 'The user does not have a legitimate relationship with the request.'

/** The referral of the path's UBRN, if the caller may work with it. An advice request of that UBRN is the wrong type (422), anything else is not found. */
export function resolveReferral(ers: Ers, ubrn = ers.call.params.ubrn ?? ''): Referral {
  const referral = ers.state.referrals.get(ubrn)
  if (!referral) {
    if (ers.state.advice.has(ubrn)) ers.reject('INVALID_REQUEST_TYPE', `UBRN ${ubrn} does not correspond to an active request.`, 'path:ubrn')
    return notThere(ers, ubrn)
  }
  ers.call.subject = referral.nhsNumber
  ensurePatientUsable(ers, referral.nhsNumber)
  ensureRelationship(ers, referral.referrer.organisation)
  return referral
}

/** The advice and guidance request of the path's UBRN, if the caller may work with it. `status`: reading the conversation (A025) refuses with 400. */
export function resolveAdvice(ers: Ers, ubrn = ers.call.params.ubrn ?? '', status: 400 | 422 = 422): AdviceRequest {
  const advice = ers.state.advice.get(ubrn)
  if (!advice) {
    if (ers.state.referrals.has(ubrn)) ers.reject('INVALID_REQUEST_TYPE', `UBRN ${ubrn} does not correspond to an advice and guidance request.`, 'path:ubrn', status)
    return notThere(ers, ubrn)
  }
  ers.call.subject = advice.nhsNumber
  ensurePatientUsable(ers, advice.nhsNumber, status)
  ensureRelationship(ers, advice.requester.organisation, status)
  return advice
}

function notThere(ers: Ers, ubrn: string): never {
  return refuse(notFound(ers.call), /^\d{12}$/.test(ubrn) ? undefined : { rule: 'ubrn-format', detail: `${ubrn} is not twelve digits`, clause: 'e-RS: UBRN', pointer: 'path:ubrn' })
}

/** A user works with the referrals of the organisation they act for. */
function ensureRelationship(ers: Ers, organisation: string, status = 422): void {
  if (ers.caller.kind === 'user' && ers.caller.organisation !== organisation) ers.reject('NO_RELATIONSHIP', NO_RELATIONSHIP, 'nhsd-end-user-organisation-ods', status)
}

/**
 * What a change to an existing resource needs before its content matters: the version in If-Match (412 without it, 400
 * where the operation publishes no 412), no lock (423), and the version being the current one (409). No bodies: none are published.
 */
export function ensureCurrent(ers: Ers, version: number, ubrn: string, withoutIfMatch: 400 | 412 = 412): void {
  const ifMatch = ers.call.header('if-match')
  const clause = `e-RS FHIR API, ${withoutIfMatch} and 409: header If-Match`
  if (ifMatch === undefined) refuse(empty(withoutIfMatch), { rule: 'missing-if-match', detail: 'no If-Match header', clause, pointer: 'if-match' })
  const match = /^W\/"(\d+)"$/.exec(ifMatch)
  if (!match) return refuse(empty(withoutIfMatch), { rule: 'malformed-if-match', detail: `If-Match: ${ifMatch}; expected the form W/"4"`, clause, pointer: 'if-match' })
  if (ers.state.locked.has(ubrn)) refuse(empty(423))
  if (Number(match[1]) !== version) refuse(empty(409))
}

/** Checks a `/_history/{version}` path: only the current version can be had. */
export function ensureVersion(ers: Ers, version: number): void {
  if (ers.call.params.version !== String(version)) refuse(notFound(ers.call), { rule: 'history-not-supported', detail: `version ${ers.call.params.version} asked for; the current is ${version}`, clause: 'e-RS FHIR API, path parameter version', pointer: 'path:version' })
}

/** NHS number behind the UBRN of the path, for faults and the journal. */
export function subjectOfUbrn(call: Call<ErsState>): string | undefined {
  return patientBehind(call, call.params.ubrn)
}

/** NHS number of the request with the UBRN. */
export function patientBehind(call: Call<ErsState>, ubrn: string | undefined): string | undefined {
  if (ubrn === undefined) return undefined
  return call.state.referrals.get(ubrn)?.nhsNumber ?? call.state.advice.get(ubrn)?.nhsNumber
}

/** The ETag of a version. */
export function etag(version: number): string {
  return `W/"${version}"`
}
