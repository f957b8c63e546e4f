import type { Call } from './call.ts'
import type { Role } from './identity.ts'
import { refuse } from './refusal.ts'
import { fhir, type Reply } from './reply.ts'

/** Why no role could be told. Each service may word its own answer. */
export interface RoleProblem {
  status: 401 | 500
  /** The platform's words, with the header's name as the service calls it. */
  diagnostics: string
}

export interface RoleOptions {
  /** The header that names the role; `NHSD-Session-URID` unless the service has its own. */
  header?: string
  /** The answer to a problem; an OperationOutcome with `diagnostics` unless the service publishes another. */
  word?(problem: RoleProblem): Reply
}

/**
 * The role in which a healthcare worker calls: the one that the header names, else the one selected at sign-in, else the
 * only one there is. Refuses with the platform's own words when that leaves none or several.
 * Source: API platform, user-role shared flow ("NHSD-Session-URID").
 */
export function selectRole(call: Call, options: RoleOptions = {}): Role {
  const header = options.header ?? 'NHSD-Session-URID'
  const word = options.word ?? outcome
  const fail = (rule: string, diagnostics: string, status: RoleProblem['status'] = 401): never =>
    refuse(word({ status, diagnostics }), { rule, detail: diagnostics, clause: `API platform, user roles: ${header}`, pointer: header.toLowerCase() })

  const named = call.header(header)
  const { grant } = call
  if (grant?.kind !== 'healthcare-worker') {
    return named === undefined
      ? fail('role-not-in-token', 'selected_roleid is missing in your token')
      : fail('role-not-available', 'unable to retrieve user info', 500)
  }
  const { roles, selectedRoleId } = grant
  if (roles.some((role) => !role.id)) return fail('role-misconfigured', 'nhsid_nrbac_roles is misconfigured/invalid')
  if (named !== undefined) return roles.find((role) => role.id === named) ?? fail('role-invalid', `${header} is invalid`)
  if (selectedRoleId !== undefined) return roles.find((role) => role.id === selectedRoleId) ?? fail('role-misconfigured', 'selected_roleid is misconfigured/invalid')
  if (roles.length > 1) return fail('role-ambiguous', `multiple roles found in user info, please check ${header}`)
  return roles[0] ?? fail('role-missing', `no userroles available, please check ${header} is valid`)
}

function outcome({ status, diagnostics }: RoleProblem): Reply {
  return fhir(status, {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: status === 500 ? 'exception' : 'forbidden', diagnostics }],
  })
}
