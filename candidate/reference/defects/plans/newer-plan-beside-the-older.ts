import { pointerTo } from '../../national/nrl.ts'
import { defect } from '../defect.ts'

export const newerPlanBesideTheOlder = defect({
  name: 'newer-plan-beside-the-older',
  requirement: 'TIF-TECH-09',
  story: 'Publishes the newer plan and leaves the older one where it is.',
  replaces: pointerTo,
  with: (work, nhsNumber, plan) => {
    const { relatesTo: _older, ...pointer } = pointerTo.proper(work, nhsNumber, plan)
    return pointer
  },
})
