import { demandDiscloser } from '../../extracts/disclose.ts'
import { defect } from '../defect.ts'

export const anybodyDiscloses = defect({
  name: 'anybody-discloses',
  requirement: 'NDOP-01',
  story: 'Lets everybody have data disclosed who can sign in.',
  replaces: demandDiscloser,
  with: () => undefined,
})
