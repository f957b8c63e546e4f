import { shownUnchecked } from '../../bars/after.ts'
import { defect } from '../defect.ts'

export const oldStatusShownAsCurrent = defect({
  name: 'old-status-shown-as-current',
  requirement: 'E00150',
  story: 'Shows what was known as what the service says now, when it cannot be asked.',
  replaces: shownUnchecked,
  with: (sent) => ({ ...sent, current: true }),
})
