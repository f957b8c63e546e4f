import { rangesShown } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const oneRangeForEverybody = defect({
  name: 'one-range-for-everybody',
  requirement: 'E00433',
  story: 'Keeps one range for a result, the last: for whom it holds is lost, and so are the others.',
  replaces: rangesShown,
  with: (ranges) => ranges.slice(-1).map(({ text: _text, ...range }) => range),
})
