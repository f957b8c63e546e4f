import { hasNamesake } from '../../demographics/namesakes.ts'
import { defect } from '../defect.ts'

export const namesakeNotTold = defect({
  name: 'namesake-not-told',
  requirement: 'E00165',
  story: 'Does not say that another patient has the same name. The wrong John Smith is one click away.',
  replaces: hasNamesake,
  with: () => false,
})
