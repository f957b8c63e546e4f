import { functionsOf, type Caller } from '../access.ts'
import { ID } from '../codes/systems.ts'
import type { Ers } from '../ers-route.ts'
import type { Part, Values } from './parameters.ts'
import { identifier } from './shape.ts'

export const referringClinicianPart: Part = { as: 'valueIdentifier', schema: identifier(ID.user), min: 0 }

/**
 * SDS user id of the clinician responsible: the user, or the one an administrator names. An administrator must name
 * one; the user named must be a Referring Clinician at the organisation.
 */
export function readReferringClinician(ers: Ers, caller: Caller & { kind: 'user' }, values: Values): string {
  const named = values.one<{ value: string }>('referringClinician')?.value
  if (named === undefined) {
    if (caller.businessFunction === 'REFERRING_CLINICIAN_ADMIN') ers.reject('VALUE_IS_REQUIRED', "'referringClinician' is required for a Referring Clinician Admin.", '/referringClinician')
    return caller.userId
  }
  if (named === caller.userId) return named
  const worker = ers.call.environment.identity.workers.get(named)
  if (!worker) ers.reject('REFERENCE_NOT_FOUND', `'referringClinician' (${named}) could not be found.`, '/referringClinician')
  const held = (organisation: string) =>
    ers.state.businessFunctions.get(`${named}@${organisation}`) ?? functionsOf(worker.roles.filter((role) => role.organisation === organisation).flatMap((role) => role.activities))
  const anywhere = [...new Set(worker.roles.map((role) => role.organisation))].some((organisation) => held(organisation).includes('REFERRING_CLINICIAN'))
  if (held(caller.organisation).includes('REFERRING_CLINICIAN')) return named
  return anywhere
    ? ers.reject('REFERENCED_USER_IS_NOT_RC_AT_ORG', `User ${named} is not a Referring Clinician at ${caller.organisation}.`, '/referringClinician')
    : ers.reject('REFERENCED_USER_IS_NOT_RC', `User ${named} is not a Referring Clinician.`, '/referringClinician')
}
