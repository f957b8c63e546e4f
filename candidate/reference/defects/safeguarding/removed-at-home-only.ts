import { takeAway } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const removedAtHomeOnly = defect({
  name: 'removed-at-home-only',
  requirement: 'TIF-IG-SUPP-01',
  story: 'Removes the indicator from its own screen; everybody else goes on reading it.',
  replaces: takeAway,
  with: () => Promise.resolve(),
})
