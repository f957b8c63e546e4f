import { createHash } from 'node:crypto'
import { loadWorld } from '../../../config/world.ts'
import type { HealthcareWorker, Role } from '../../kit/identity.ts'
import activities from './activities.json' with { type: 'json' }
import { gmpCode } from './gmp-code.ts'
import scopes from './scopes.json' with { type: 'json' }
import type { SignIn } from './state.ts'

const ACTIVITIES: Readonly<Record<string, string>> = activities

/** Twelve digits that stand for somebody's post at an organisation: the same every time. */
const personOrgId = (userId: string, organisation: string) =>
  `5${BigInt(`0x${createHash('sha256').update(`${userId} ${organisation}`).digest('hex').slice(0, 12)}`).toString().padStart(15, '0').slice(0, 11)}`

const organisationName = (odsCode: string) => loadWorld().organisations.find((organisation) => organisation.odsCode === odsCode)?.name ?? odsCode

const roleClaim = (userId: string) => (role: Role) => ({
  person_orgid: personOrgId(userId, role.organisation),
  person_roleid: role.id,
  org_code: role.organisation,
  role_name: role.name,
  role_code: role.code,
  activities: role.activities.map((code) => ACTIVITIES[code] ?? code),
  activity_codes: role.activities,
})

/**
 * What userinfo says of a worker to a client with these scopes. Claims without a value are left out.
 * Source: NHS CIS2 Authentication, "Scopes and claims"; published userinfo example of the API platform.
 */
export function userClaims(worker: HealthcareWorker, signIn: SignIn, granted: readonly string[]): Record<string, unknown> {
  const { id, title, given, family, professionalCodes } = worker
  const organisations = [...new Set(worker.roles.map((role) => role.organisation))]
  const inOrganisation = (odsCode: string) => ({ org_name: organisationName(odsCode), org_code: odsCode })
  const memberships = organisations.map((odsCode) => ({ person_orgid: personOrgId(id, odsCode), ...inOrganisation(odsCode) }))
  const { din } = professionalCodes
  const all: Record<string, unknown> = {
    sub: id,
    uid: id,
    nhsid_useruid: id,
    name: `${family} ${given} ${title}`,
    given_name: given,
    family_name: family,
    initials: given.slice(0, 1),
    title,
    display_name: `${given} ${family}`,
    email: `${worker.username}@example.nhs.uk`,
    idassurancelevel: '3',
    ...Object.fromEntries(Object.entries(professionalCodes).filter(([body]) => body !== 'din').map(([body, code]) => [`${body}_id`, code])),
    ...(din && !professionalCodes['gmp'] && { gmp_id: gmpCode(din) }),
    nhsid_org_memberships: memberships,
    nhsid_org_roles: memberships,
    nhsid_user_orgs: organisations.map(inOrganisation),
    nhsid_nrbac_roles: worker.roles.map(roleClaim(id)),
    selected_roleid: signIn.selectedRoleId,
  }
  const wanted = new Set(granted.flatMap((scope) => (scopes as Record<string, string[]>)[scope] ?? []))
  return Object.fromEntries(Object.entries(all).filter(([claim, value]) => wanted.has(claim) && value !== undefined))
}
