import { publishedBefore } from '../../plans/publish-plan.ts'
import { defect } from '../defect.ts'

export const planPublishedOnceMore = defect({
  name: 'plan-published-once-more',
  requirement: 'TIF-CS-11',
  story: 'Publishes again without looking whether the first attempt had arrived.',
  replaces: publishedBefore,
  with: () => Promise.resolve(undefined),
})
