import { isKnown } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const resultFiledTwice = defect({
  name: 'result-filed-twice',
  requirement: 'DDP04',
  story: 'Files a report again that comes a second time.',
  replaces: isKnown,
  with: () => false,
})
