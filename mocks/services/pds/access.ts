import { application, healthcareWorker, patient, type AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import type { Grant, Role } from '../../kit/identity.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Reply } from '../../kit/reply.ts'
import { selectRole } from '../../kit/role.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { errors, outcome, reject } from './errors.ts'
import type { PdsState } from './state.ts'

/** The three access modes. Source: PDS FHIR API, "Access modes". */
export const ACCESS = [application(), healthcareWorker({ aal: [2, 3] }), patient()] as const

const MODES = { application: 'application-restricted', 'healthcare-worker': 'user-restricted', patient: 'patient-access' } as const

/** The gateway's name of the access mode a token gives. */
export function modeOf(call: Call<PdsState>): (typeof MODES)[Grant['kind']] {
  return MODES[call.grant!.kind]
}

/** The body for a caller who is not let in; the words depend on what is wrong with the header. */
export function refuseAccess(problem: AccessProblem, call: Call<PdsState>): Reply {
  const header = call.header('authorization')
  // Somebody signed in through NHS login at P0 or P5 is known, and told so with another status.
  if (problem === 'wrong-kind' && call.environment.identity.tokens.get(header!.slice(7))?.kind === 'patient') return outcome('PATIENT_ACCESS_DENIED')
  return outcome('ACCESS_DENIED', { diagnostics: accessWords(problem, header) })
}

function accessWords(problem: AccessProblem, header: string | undefined): string {
  if (problem === 'missing') return 'Missing Authorization header'
  if (problem === 'empty') return 'Empty Authorization header'
  if (problem === 'expired') return 'Access Token expired'
  const [type, ...rest] = header!.split(' ')
  if (rest.length === 0) return 'Missing access token'
  if (type !== 'Bearer') return `Invalid token type '${type}', must be 'Bearer'`
  return 'Invalid Access Token'
}

/** At most so many requests a second from one application, when a limit is set. */
export const withinRate: RequestCheck<PdsState> = (call) => {
  const { requestsPerSecond } = call.state
  if (requestsPerSecond !== undefined && exceeds(call, 'any', requestsPerSecond)) {
    refuse(errors.TOO_MANY_REQUESTS(call), {
      rule: 'rate-limit',
      detail: `more than ${requestsPerSecond} requests within a second`,
      clause: 'PDS FHIR API: Rate limits',
    })
  }
}

/** Counts a request and says whether it was one too many within the last second. */
export function exceeds(call: Call<PdsState>, kind: string, perSecond: number): boolean {
  const key = `${kind} ${call.grant!.applicationId}`
  const now = call.environment.clock.now()
  const within = (call.state.recent.get(key) ?? []).filter((instant) => now - instant < 1000)
  const tooMany = within.length >= perSecond
  // A refused request does not count against the limit.
  if (!tooMany) within.push(now)
  call.state.recent.set(key, within)
  return tooMany
}

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/

const REQUEST_ID_CLAUSE = 'PDS FHIR API: header X-Request-ID'

/** X-Request-ID, if there is one, is a UUID. Looked at by the gateway, before the role. */
export const requestIdForm: RequestCheck<PdsState> = (call) => {
  const id = call.header('x-request-id')
  if (id !== undefined && !UUID.test(id)) {
    reject('GATEWAY_INVALID_VALUE', `Invalid value - '${id}' in header 'X-Request-ID'`, { rule: 'invalid-request-id', clause: REQUEST_ID_CLAUSE, pointer: 'x-request-id' })
  }
}

/** X-Request-ID is there. Looked at by PDS itself, after the gateway has let the request pass. */
export const requestIdPresent: RequestCheck<PdsState> = (call) => {
  if (call.header('x-request-id') === undefined) {
    reject('MISSING_VALUE', 'Invalid request with error - X-Request-ID header must be supplied to access this resource', {
      rule: 'missing-request-id',
      clause: REQUEST_ID_CLAUSE,
      pointer: 'x-request-id',
    })
  }
}

/** The role a healthcare worker acts in can be told: the header names one of theirs, or there is no choice. */
export const sessionRole: RequestCheck<PdsState> = (call) => {
  roleOf(call)
}

/** The role of a healthcare worker's session; nothing for other callers. Whatever stands in its way is worded as the header's fault. */
export function roleOf(call: Call<PdsState>): Role | undefined {
  if (call.grant!.kind !== 'healthcare-worker') return undefined
  return selectRole(call, {
    word: () =>
      outcome('GATEWAY_INVALID_VALUE', {
        diagnostics: `Invalid value - '${call.header('nhsd-session-urid') ?? ''}' in header 'NHSD-Session-URID'. Refer to the guidance for this header in our API Specification https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir`,
      }),
  })
}

/** A patient reaches their own record only. */
export const ownRecord: RequestCheck<PdsState> = (call) => {
  const grant = call.grant!
  if (grant.kind === 'patient' && grant.nhsNumber !== call.params.id) refusePatient(call.params.id ?? 'no NHS number in the path')
}

/** Stops a patient with the words of the gateway. */
export function refusePatient(what: string): never {
  return refuse(outcome('PATIENT_ACCESS_DENIED'), {
    rule: 'patient-access',
    detail: `a patient may not do this: ${what}`,
    clause: 'PDS FHIR API: Patient access',
  })
}

/** What the gateway checks on every call before the access mode comes in. */
export const GATEWAY_CHECKS = [withinRate, requestIdForm, sessionRole] as const
