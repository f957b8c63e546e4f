import { isGiven } from '../../itk/read-parts.ts'
import { defect } from '../defect.ts'

export const notGivenShownAsGiven = defect({
  name: 'not-given-shown-as-given',
  requirement: 'DMPF1',
  story: 'Takes every vaccination that is told of for one that was given.',
  replaces: isGiven,
  with: () => true,
})
