import { mayPassLater } from '../../summaries/fhir-route.ts'
import { defect } from '../defect.ts'

export const refusedForGoodIsTriedAgain = defect({
  name: 'refused-for-good-is-tried-again',
  requirement: 'TIF-SCR-03',
  story: 'Takes every error for a passing one: what Spine finds wrong is sent for days.',
  replaces: mayPassLater,
  with: () => true,
})
