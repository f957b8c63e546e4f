import { asksSomebody } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const nobodyAskedAboutLostAnswer = defect({
  name: 'nobody-asked-about-lost-answer',
  requirement: 'TIF-CS-11',
  story: 'Tells the user, and nobody else: after the surgery nobody sees to it.',
  replaces: asksSomebody,
  with: () => false,
})
