import { demandReader } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

export const flagsOpenToTheDesk = defect({
  name: 'flags-open-to-the-desk',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Shows whoever opens the record what is flagged, so that the desk can be careful.',
  replaces: demandReader,
  with: () => {},
})
