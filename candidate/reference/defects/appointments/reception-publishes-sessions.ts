import { demandPublisher } from '../../appointments/publish-session.ts'
import { demand } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const receptionPublishesSessions = defect({
  name: 'reception-publishes-sessions',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Asks for the right to configure the practice on the page only. Whoever may book may publish, if they know the address.',
  replaces: demandPublisher,
  with: ({ role }) => demand(role, 'B0825'),
})
