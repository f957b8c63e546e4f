import { demandReferrer } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const receptionistRefers = defect({
  name: 'receptionist-refers',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets everybody refer who can open the record.',
  replaces: demandReferrer,
  with: () => undefined,
})
