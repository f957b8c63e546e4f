import { renewsToken } from '../../national/platform.ts'
import { defect } from '../defect.ts'

export const leaveOfTheSystemNotRenewed = defect({
  name: 'leave-of-the-system-not-renewed',
  requirement: 'E00367',
  story: 'Sends messages with a token that was withdrawn, one after the other, until ten minutes have passed.',
  replaces: renewsToken,
  with: () => false,
})
