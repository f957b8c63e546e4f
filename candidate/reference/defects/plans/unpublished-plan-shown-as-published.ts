import { keepUnpublished } from '../../plans/publish-plan.ts'
import { plansStore } from '../../plans/plans-store.ts'
import { defect } from '../defect.ts'

export const unpublishedPlanShownAsPublished = defect({
  name: 'unpublished-plan-shown-as-published',
  requirement: 'TIF-CS-11',
  story: 'Shows a plan as published once it is written.',
  replaces: keepUnpublished,
  with: ({ services }, plan) => plansStore(services).become(plan, 'published'),
})
