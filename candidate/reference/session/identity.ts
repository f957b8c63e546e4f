import { behaviour } from '../behaviour.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { Role, User } from './session.ts'

/** Who signed in, as CIS2 vouches for it. */
export interface Identity {
  user: User
  /** All roles the user holds anywhere. */
  roles: Role[]
  idToken: string
}

/** The roles among a user's that count here: those held at this practice. */
export const rolesHere = behaviour('session.rolesHere', (roles: readonly Role[], odsCode: string) =>
  roles.filter(({ organisation }) => organisation === odsCode),
)

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [])

/**
 * Reads CIS2's userinfo. Source: NHS CIS2, user info, `nationalrbacaccess` scope.
 *
 * @returns undefined when it does not say who the user is
 */
export function readIdentity(userinfo: JsonObject, idToken: string): Identity | undefined {
  const id = text(userinfo['nhsid_useruid']) || text(userinfo['uid']) || text(userinfo['sub'])
  if (!id) return undefined
  const name =
    text(userinfo['display_name']) ||
    [text(userinfo['given_name']), text(userinfo['family_name'])].join(' ').trim() ||
    text(userinfo['name']) ||
    id
  const professionalIds = Object.fromEntries(
    ['gmc', 'gmp', 'nmc', 'gphc'].flatMap((body) => (text(userinfo[`${body}_id`]) ? [[body, text(userinfo[`${body}_id`])]] : [])),
  )
  const roles = Array.isArray(userinfo['nhsid_nrbac_roles']) ? userinfo['nhsid_nrbac_roles'].filter(isObject) : []
  return { user: { id, name, professionalIds }, roles: roles.map(readRole).filter(({ id: roleId }) => roleId !== ''), idToken }
}

function readRole(role: JsonObject): Role {
  return {
    id: text(role['person_roleid']),
    code: text(role['role_code']),
    name: jobRole(text(role['role_name'])),
    organisation: text(role['org_code']),
    activities: texts(role['activity_codes']),
  }
}

/** The last of the three quoted parts: `"Clinical":"Clinical Provision":"Nurse Access Role"` is a Nurse Access Role. */
const jobRole = (name: string) => name.split(':').at(-1)?.replaceAll('"', '').trim() || 'unnamed role'
