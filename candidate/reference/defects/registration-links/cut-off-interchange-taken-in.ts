import { isWhole } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const cutOffInterchangeTakenIn = defect({
  name: 'cut-off-interchange-taken-in',
  requirement: 'NH02',
  story: 'Takes in what there is of an interchange that is cut off.',
  replaces: isWhole,
  with: () => true,
})
