import { warningsShown } from '../../prescribing/pages.ts'
import { defect } from '../defect.ts'

export const warningsNotOnThePage = defect({
  name: 'warnings-not-on-the-page',
  requirement: 'E00100',
  story: 'Sends the form back when there are warnings, with a sentence at the top that it could not be saved.',
  replaces: warningsShown,
  with: () => [],
})
