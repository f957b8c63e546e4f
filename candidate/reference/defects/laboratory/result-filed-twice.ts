import { leavesKnown } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const resultFiledTwice = defect({
  name: 'result-filed-twice',
  requirement: 'DDP04',
  story: 'Files whatever comes, however often: a report that is sent a second time stands in the record twice.',
  replaces: leavesKnown,
  with: () => false,
})
