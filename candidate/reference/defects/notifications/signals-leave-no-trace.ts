import { traceSignal } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const signalsLeaveNoTrace = defect({
  name: 'signals-leave-no-trace',
  requirement: 'TIF-IG-AUD-03',
  story: 'Enters what became of a record, and not what gave the reason for it.',
  replaces: traceSignal,
  with: () => undefined,
})
