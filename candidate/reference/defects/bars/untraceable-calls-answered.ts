import { isTraceable } from '../../bars/sender.ts'
import { defect } from '../defect.ts'

export const untraceableCallsAnswered = defect({
  name: 'untraceable-calls-answered',
  requirement: 'TIF-GPC-11',
  story: 'Answers calls that nobody can find again.',
  replaces: isTraceable,
  with: () => true,
})
