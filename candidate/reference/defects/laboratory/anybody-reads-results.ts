import { demandReader } from '../../laboratory/work-on-report.ts'
import { defect } from '../defect.ts'

export const anybodyReadsResults = defect({
  name: 'anybody-reads-results',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Gives results to whoever asks.',
  replaces: demandReader,
  with: () => undefined,
})
