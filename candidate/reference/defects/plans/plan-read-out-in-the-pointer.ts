import { pointerTo } from '../../national/nrl.ts'
import { defect } from '../defect.ts'

export const planReadOutInThePointer = defect({
  name: 'plan-read-out-in-the-pointer',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Puts the plan into the description of its pointer, so that others need not ask.',
  replaces: pointerTo,
  with: (work, nhsNumber, plan) => ({ ...pointerTo.proper(work, nhsNumber, plan), description: plan.text }),
})
