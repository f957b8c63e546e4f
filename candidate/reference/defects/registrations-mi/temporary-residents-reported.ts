import { isReported } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const temporaryResidentsReported = defect({
  name: 'temporary-residents-reported',
  requirement: 'GP2GP05',
  story: 'Reports temporary residents as though they had joined the practice.',
  replaces: isReported,
  with: () => true,
})
