import { sentBefore } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const twoClicksTwoMessages = defect({
  name: 'two-clicks-two-messages',
  requirement: 'E00367',
  story: 'Greys the button out once it was pressed, and takes whatever arrives for a new message. Slow computers press twice.',
  replaces: sentBefore,
  with: () => undefined,
})
