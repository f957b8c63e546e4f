import { pdsRole } from '../../national/pds.ts'
import { defect } from '../defect.ts'

export const firstRoleToldToPds = defect({
  name: 'first-role-told-to-pds',
  requirement: 'TIF-CIS2-03',
  story: 'Tells PDS the first role that CIS2 listed, not the one the user chose to work in.',
  replaces: pdsRole,
  with: ({ session, role }) => session.roles[0]?.id ?? role.id,
})
