import { whyKeepSession } from '../../appointments/publish-session.ts'
import { defect } from '../defect.ts'

export const withdrawingDropsPatients = defect({
  name: 'withdrawing-drops-patients',
  requirement: 'E00220',
  story: 'Withdraws a session with everybody in it. The patients come, and nobody expects them.',
  replaces: whyKeepSession,
  with: () => undefined,
})
