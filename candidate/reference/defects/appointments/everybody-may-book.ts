import { demandBooker } from '../../appointments/permissions.ts'
import { demand } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const everybodyMayBook = defect({
  name: 'everybody-may-book',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever can see the appointment book write in it, too.',
  replaces: demandBooker,
  with: ({ role }) => demand(role, 'B0820'),
})
