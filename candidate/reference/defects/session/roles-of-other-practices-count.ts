import { rolesHere } from '../../session/identity.ts'
import { defect } from '../defect.ts'

export const rolesOfOtherPracticesCount = defect({
  name: 'roles-of-other-practices-count',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Takes every role that CIS2 names as a role here, so staff of another practice can open this one.',
  replaces: rolesHere,
  with: (roles) => [...roles],
})
