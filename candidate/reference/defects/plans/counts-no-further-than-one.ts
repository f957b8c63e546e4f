import { countNationally } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const countsNoFurtherThanOne = defect({
  name: 'counts-no-further-than-one',
  requirement: 'TIF-TECH-09',
  story: 'Tells whether there is a plan, as a number.',
  replaces: countNationally,
  with: async (work, nhsNumber) => Math.min(1, await countNationally.proper(work, nhsNumber)),
})
