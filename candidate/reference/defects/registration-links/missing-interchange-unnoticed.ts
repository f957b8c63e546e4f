import { onGap } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const missingInterchangeUnnoticed = defect({
  name: 'missing-interchange-unnoticed',
  requirement: 'NH02',
  story: 'Does not look at the numbers of interchanges that come; one that is lost is lost.',
  replaces: onGap,
  with: () => undefined,
})
