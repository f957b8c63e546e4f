import type { Call } from '../../kit/call.ts'
import type { Grant } from '../../kit/identity.ts'
import { refuse } from '../../kit/refusal.ts'
import activityCodes from './codes/business-functions.json' with { type: 'json' }
import { forbidden, gatewayError } from './errors.ts'
import { BUSINESS_FUNCTIONS, type ApplicationFunction, type BusinessFunction } from './model/business-function.ts'
import type { ErsState } from './state.ts'

/** Who acts: a user in a role at an organisation, or an application for one. */
export type Caller =
  | { kind: 'user'; userId: string; organisation: string; businessFunction: BusinessFunction; onBehalfOf?: string }
  | { kind: 'application'; applicationId: string; organisation: string; businessFunction: ApplicationFunction }

/** Who may call an operation. */
export interface Admission {
  /** Business functions of users; absent: any signed-in user, without saying in which role. */
  users?: readonly BusinessFunction[]
  /** Functions of applications; absent: no application. */
  applications?: readonly ApplicationFunction[]
  /** An administrator need not name a clinician yet: the operation is there to find out whom. */
  beforeOnBehalfOf?: true
}

const CLAUSE = 'e-RS FHIR API, Role and Organisation Validation'
const NOT_HELD = 'User does not have the required Business Function at the specified Organisation.'
const APPLICATION_FUNCTIONS = new Set(['PROVIDER_AUTHORISED_APPLICATION', 'REFERRER_AUTHORISED_APPLICATION', 'AUTHORISED_APPLICATION'])

/**
 * The caller of an operation, or the refusal: first what the gateway checks (organisation header, organisations the
 * application may act for, application functions), then e-RS (function held, function fit, on-behalf-of).
 */
export function admit(call: Call<ErsState>, admission: Admission): Caller {
  const grant = call.grant!
  if (grant.kind === 'application') return admitApplication(call, grant, admission)
  if (grant.kind !== 'healthcare-worker') throw new Error(`Failed to admit a caller: a grant of kind ${grant.kind} passed the access rules.`)
  return admitUser(call, grant, admission)
}

function admitUser(call: Call<ErsState>, grant: Grant & { kind: 'healthcare-worker' }, admission: Admission): Caller {
  const { state } = call
  const organisation = call.header('nhsd-end-user-organisation-ods') ?? ''
  const businessFunction = call.header('nhsd-ers-business-function') ?? ''
  if (!admission.users) return { kind: 'user', userId: grant.userId, organisation, businessFunction: businessFunction as BusinessFunction }

  if (organisation === '') {
    refuse(gatewayError(call, 400, 'required', 'Missing or Empty NHSD-End-User-Organisation-ODS header.', 'MISSING_HEADER'), {
      rule: 'missing-organisation',
      detail: 'no NHSD-End-User-Organisation-ODS header',
      clause: CLAUSE,
      pointer: 'nhsd-end-user-organisation-ods',
    })
  }
  if (state.partners && !state.partners.has(organisation)) {
    refuse(gatewayError(call, 403, 'forbidden', 'Unauthorised ODS code provided in NHSD-End-User-Organisation-ODS header'), {
      rule: 'organisation-not-a-partner',
      detail: `${organisation} is not an organisation the application may act for`,
      clause: CLAUSE,
      pointer: 'nhsd-end-user-organisation-ods',
    })
  }
  const functionViolation = (detail: string) => ({ rule: 'business-function', detail, clause: CLAUSE, pointer: 'nhsd-ers-business-function' })
  if (APPLICATION_FUNCTIONS.has(businessFunction)) refuse(gatewayError(call, 403, 'forbidden', NOT_HELD), functionViolation(`${businessFunction} is for applications, not users`))
  if (!heldBy(state, grant, organisation).includes(businessFunction as BusinessFunction)) {
    refuse(forbidden(call, NOT_HELD), functionViolation(`user ${grant.userId} does not hold "${businessFunction}" at ${organisation}`))
  }
  if (!admission.users.includes(businessFunction as BusinessFunction)) {
    refuse(forbidden(call, NOT_HELD), functionViolation(`${businessFunction} may not call this operation; ${admission.users.join(', ')} may`))
  }
  const onBehalfOf = call.header('nhsd-ers-on-behalf-of-user-id')
  if (!admission.beforeOnBehalfOf && (businessFunction === 'SERVICE_PROVIDER_CLINICIAN_ADMIN') !== (onBehalfOf !== undefined)) {
    const detail = onBehalfOf === undefined ? 'an administrator of a provider clinician must name the clinician' : `only SERVICE_PROVIDER_CLINICIAN_ADMIN acts on behalf of somebody, not ${businessFunction}`
    refuse(forbidden(call, detail), { rule: 'on-behalf-of', detail, clause: 'e-RS FHIR API, On Behalf Of User', pointer: 'nhsd-ers-on-behalf-of-user-id' })
  }
  return { kind: 'user', userId: grant.userId, organisation, businessFunction: businessFunction as BusinessFunction, ...(onBehalfOf !== undefined && { onBehalfOf }) }
}

function admitApplication(call: Call<ErsState>, grant: Grant & { kind: 'application' }, admission: Admission): Caller {
  const registered = call.state.applications.get(grant.applicationId)
  const businessFunction = registered?.function ?? 'REFERRER_AUTHORISED_APPLICATION'
  for (const header of ['nhsd-ers-business-function', 'nhsd-end-user-organisation-ods', 'nhsd-ers-on-behalf-of-user-id']) {
    if (call.header(header) !== undefined) {
      call.note({ rule: 'header-not-for-applications', detail: `${header} is not allowed for application-restricted access`, clause: 'e-RS FHIR API, header parameters: "Not allowed for application-restricted access"', pointer: header })
    }
  }
  if (!admission.applications?.includes(businessFunction)) {
    refuse(forbidden(call, NOT_HELD), {
      rule: 'application-access',
      detail: `${businessFunction} may not call this operation${admission.applications ? '' : ': it needs a signed-in user'}`,
      clause: 'e-RS FHIR API, Access modes',
      pointer: 'authorization',
    })
  }
  return { kind: 'application', applicationId: grant.applicationId, organisation: registered?.organisation ?? '', businessFunction }
}

/** The business functions a user holds at an organisation: by control, or by the activity codes (RBAC) of their roles there. */
export function heldBy(state: ErsState, grant: Grant & { kind: 'healthcare-worker' }, organisation: string): BusinessFunction[] {
  const given = state.businessFunctions.get(`${grant.userId}@${organisation}`)
  if (given) return given
  return functionsOf(grant.roles.filter((role) => role.organisation === organisation).flatMap((role) => role.activities))
}

/** Business functions that activity codes stand for, each once. */
export function functionsOf(activities: readonly string[]): BusinessFunction[] {
  const known = activities.map((activity) => (activityCodes as Record<string, string>)[activity]).filter((name) => BUSINESS_FUNCTIONS.includes(name as BusinessFunction))
  return [...new Set(known)] as BusinessFunction[]
}

/** The user a write is done by. Operations that only users may call have no other caller. */
export function actingUser(caller: Caller): Caller & { kind: 'user' } {
  if (caller.kind !== 'user') throw new Error('Failed to act as a user: the operation admitted an application.')
  return caller
}
