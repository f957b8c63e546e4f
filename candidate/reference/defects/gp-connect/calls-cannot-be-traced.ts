import { isTraceable } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const callsCannotBeTraced = defect({
  name: 'calls-cannot-be-traced',
  requirement: 'TIF-GPC-06',
  story: 'Makes up a number for a call that carries none, which nobody at the Spine knows.',
  replaces: isTraceable,
  with: (traceId) => traceId === '' || isTraceable.proper(traceId),
})
