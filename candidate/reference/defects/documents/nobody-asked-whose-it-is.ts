import { askForMatch } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const nobodyAskedWhoseItIs = defect({
  name: 'nobody-asked-whose-it-is',
  requirement: 'E00410',
  story: 'Keeps a list of documents without a patient that nobody is told of.',
  replaces: askForMatch,
  with: () => undefined,
})
