import { permits } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const rbacOnlyHidesTheButton = defect({
  name: 'rbac-only-hides-the-button',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Leaves out what a role may not do from menus and pages, and does it all the same when it is asked directly.',
  replaces: permits,
  with: () => true,
})
