import { askForMatch } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const nobodyAskedWhoseResultItIs = defect({
  name: 'nobody-asked-whose-result-it-is',
  requirement: 'TIF-DDP-06',
  story: 'Keeps results that are nobody’s on a list that nobody is asked to look at.',
  replaces: askForMatch,
  with: () => undefined,
})
