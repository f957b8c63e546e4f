import { shownUnchecked } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const oldAdjustmentsShownAsCurrent = defect({
  name: 'old-adjustments-shown-as-current',
  requirement: 'TIF-FLAG-01',
  story: 'Shows what was read last time when the service fails, and does not say so.',
  replaces: shownUnchecked,
  with: (copy, problem) => (copy.consent ? { state: 'recorded', flags: copy.flags, consent: copy.consent } : shownUnchecked.proper(copy, problem)),
})
