import { pointerTo } from '../../national/nrl.ts'
import { PLAN_TYPES } from '../../plans/plan.ts'
import { defect } from '../defect.ts'

export const everyPlanIsTheFirstType = defect({
  name: 'every-plan-is-the-first-type',
  requirement: 'TIF-TECH-09',
  story: 'Publishes every plan under the type that stood in the example.',
  replaces: pointerTo,
  with: (work, nhsNumber, plan) => pointerTo.proper(work, nhsNumber, { ...plan, type: PLAN_TYPES[1]! }),
})
