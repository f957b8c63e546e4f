import { permits } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const whoMayLookMayChange = defect({
  name: 'who-may-look-may-change',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Knows two kinds of users, those with access to demographics and those without, and lets every one of the first kind change them.',
  replaces: permits,
  with: (role, activity) => permits.proper(role, activity === 'B0825' || activity === 'B0424' ? 'B0820' : activity),
})
