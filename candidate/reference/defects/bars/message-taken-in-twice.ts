import { cameBefore } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const messageTakenInTwice = defect({
  name: 'message-taken-in-twice',
  requirement: 'BARS01',
  story: 'Takes a message for new each time that it comes.',
  replaces: cameBefore,
  with: () => false,
})
