import { takeBack } from '../../plans/publish-plan.ts'
import { defect } from '../defect.ts'

export const withdrawnAtHomeOnly = defect({
  name: 'withdrawn-at-home-only',
  requirement: 'TIF-TECH-09',
  story: 'Withdraws a plan on its own record; others go on finding it.',
  replaces: takeBack,
  with: () => Promise.resolve(),
})
