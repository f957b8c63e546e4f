import { isOver } from '../../extracts/period.ts'
import { defect } from '../defect.ts'

export const runningWeekReported = defect({
  name: 'running-week-reported',
  requirement: 'TIF-GPAD-02',
  story: 'Reports a time that is not over, as far as it has come.',
  replaces: isOver,
  with: () => true,
})
