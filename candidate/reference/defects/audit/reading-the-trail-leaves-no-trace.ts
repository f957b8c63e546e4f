import { isAudited } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const readingTheTrailLeavesNoTrace = defect({
  name: 'reading-the-trail-leaves-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Watches everybody except those who watch.',
  replaces: isAudited,
  with: ({ event }) => event !== 'audit-viewed',
})
