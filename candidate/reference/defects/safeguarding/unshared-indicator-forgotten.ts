import { keepUnshared } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const unsharedIndicatorForgotten = defect({
  name: 'unshared-indicator-forgotten',
  requirement: 'TIF-CS-11',
  story: 'Tells the user that it was not shared, and keeps nothing of it.',
  replaces: keepUnshared,
  with: () => {},
})
