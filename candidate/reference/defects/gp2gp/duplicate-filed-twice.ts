import type { Transfer } from '../../gp2gp/transfer.ts'
import { isExpected } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const duplicateFiledTwice = defect({
  name: 'duplicate-filed-twice',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes in every record that comes in a conversation of its own: the second is filed beside the first.',
  replaces: isExpected,
  with: (transfer): transfer is Transfer => transfer?.direction === 'in',
})
