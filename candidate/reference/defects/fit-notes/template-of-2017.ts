import { templateInForce } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const templateOf2017 = defect({
  name: 'template-of-2017',
  requirement: 'eMED3-03',
  story: 'Prints on the form of 2017, of which there is a stock.',
  replaces: templateInForce,
  with: () => 'Med3 01/17',
})
