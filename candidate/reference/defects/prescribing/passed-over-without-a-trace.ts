import { auditOverrides } from '../../prescribing/draft-item.ts'
import { defect } from '../defect.ts'

export const passedOverWithoutATrace = defect({
  name: 'passed-over-without-a-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Keeps with the item why a warning was passed over. The audit trail does not know.',
  replaces: auditOverrides,
  with: () => undefined,
})
