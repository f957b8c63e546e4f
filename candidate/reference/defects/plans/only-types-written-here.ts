import { findNationally } from '../../plans/find-records.ts'
import { PLAN_TYPES } from '../../plans/plan.ts'
import { defect } from '../defect.ts'

export const onlyTypesWrittenHere = defect({
  name: 'only-types-written-here',
  requirement: 'TIF-TECH-09',
  story: 'Shows the types of plan that it writes itself, and leaves out what it does not know.',
  replaces: findNationally,
  with: async (work, wanted) => (await findNationally.proper(work, wanted)).filter(({ type }) => PLAN_TYPES.some(({ code }) => code === type.code)),
})
