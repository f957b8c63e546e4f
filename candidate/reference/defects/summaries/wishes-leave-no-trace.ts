import { auditPreference } from '../../summaries/set-preference.ts'
import { defect } from '../defect.ts'

export const wishesLeaveNoTrace = defect({
  name: 'wishes-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Keeps the wish, and not who wrote it down.',
  replaces: auditPreference,
  with: () => {},
})
