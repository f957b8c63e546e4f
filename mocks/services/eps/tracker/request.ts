import type { Call } from '../../../kit/call.ts'
import { isValid as isNhsNumber } from '../../../../config/identifiers/nhs-number.ts'
import { isValid, isWellFormed } from '../../../../config/identifiers/prescription-id.ts'

/** What is wrong with the headers. The user's id comes from the token. */
export function headerProblems(call: Call): string[] {
  return ['x-request-id', 'nhsd-organization-uuid', 'nhsd-session-urid', 'nhsd-session-jobrole']
    .filter((name) => !call.header(name))
    .map((name) => `Missing required header, ${name}.`)
}

/** What is wrong with a prescription id; an id of the wrong shape has no right check character either. */
export function prescriptionIdProblems(id: string): string[] {
  return [
    ...(isWellFormed(id) ? [] : ['prescriptionId does not match required format.']),
    ...(isValid(id) ? [] : ['prescriptionId checksum is invalid.']),
  ]
}

/** What is wrong with an NHS number. */
export function nhsNumberProblems(value: string): string[] {
  return [
    ...(/^\d{10}$/.test(value) ? [] : ['nhsNumber does not match required format.']),
    ...(isNhsNumber(value) ? [] : ['nhsNumber checksum is invalid.']),
  ]
}

/** Whose session it is: role, organisation and job role of the headers are those of the token's user. */
export function noteSession(call: Call): void {
  if (call.grant?.kind !== 'healthcare-worker') return
  const role = call.grant.roles.find((candidate) => candidate.id === call.header('nhsd-session-urid'))
  const clause = 'Clinical Prescription Tracker API, session headers'
  if (!role)
    call.note({
      rule: 'role-differs-from-session',
      detail: `nhsd-session-urid ${call.header('nhsd-session-urid')} is no role of the user`,
      clause,
      pointer: 'nhsd-session-urid',
    })
  else if (role.code !== call.header('nhsd-session-jobrole')) {
    call.note({
      rule: 'job-role-differs-from-session',
      detail: `nhsd-session-jobrole is ${call.header('nhsd-session-jobrole')}, the role's code ${role.code}`,
      clause,
      pointer: 'nhsd-session-jobrole',
    })
  }
}
