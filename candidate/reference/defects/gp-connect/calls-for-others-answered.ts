import { isForUs } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const callsForOthersAnswered = defect({
  name: 'calls-for-others-answered',
  requirement: 'TIF-GPC-06',
  story: 'Answers whatever arrives, whichever system it was meant for.',
  replaces: isForUs,
  with: (to) => to !== '',
})
