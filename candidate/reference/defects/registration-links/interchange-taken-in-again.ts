import { isRepeated } from '../../registration-links/links-messages.ts'
import { defect } from '../defect.ts'

export const interchangeTakenInAgain = defect({
  name: 'interchange-taken-in-again',
  requirement: 'NH02',
  story: 'Takes in an interchange that comes again as if it were new.',
  replaces: isRepeated,
  with: () => false,
})
