import { rolesHere } from '../../session/identity.ts'
import { defect } from '../defect.ts'

export const roleSwitchTakesAnyRole = defect({
  name: 'role-switch-takes-any-role',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Asks whether the user has a role at this practice, and then lets them work in any that they hold anywhere.',
  replaces: rolesHere,
  with: (roles, odsCode) => (roles.some(({ organisation }) => organisation === odsCode) ? [...roles] : []),
})
