import { keptOfRegistration } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const addressesOfVisitorsDropped = defect({
  name: 'addresses-of-visitors-dropped',
  requirement: 'TIF-GPC-18',
  story: 'Keeps what PDS has of a visitor, so that nobody knows where they stay.',
  replaces: keptOfRegistration,
  with: () => ({ telecom: [], address: [] }),
})
