import { askedNow } from '../../bars/after.ts'
import { defect } from '../defect.ts'

export const statusRememberedNotAsked = defect({
  name: 'status-remembered-not-asked',
  requirement: 'E00150',
  story: 'Shows the state in which the referral was sent as the present one.',
  replaces: askedNow,
  with: async (_work, { details }) => ({ resourceType: 'ServiceRequest', status: details.status }),
})
