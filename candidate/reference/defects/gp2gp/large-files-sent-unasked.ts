import { whatGoesAtOnce } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const largeFilesSentUnasked = defect({
  name: 'large-files-sent-unasked',
  requirement: 'TIF-GP2GP-05',
  story: 'Sends large files right behind the record, without waiting until they may come.',
  replaces: whatGoesAtOnce,
  with: (waiting) => waiting,
})
