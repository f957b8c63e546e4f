import { isToldAlready } from '../../laboratory/stored-reports.ts'
import { defect } from '../defect.ts'

export const toldAgainReadAgain = defect({
  name: 'told-again-read-again',
  requirement: 'E00433',
  story: 'Reads a report from the store whenever it is told of it, and trusts that nothing is filed twice.',
  replaces: isToldAlready,
  with: (known) => known?.state === 'waiting',
})
