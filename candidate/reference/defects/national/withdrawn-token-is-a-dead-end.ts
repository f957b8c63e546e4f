import { renewsToken } from '../../national/platform.ts'
import { defect } from '../defect.ts'

export const withdrawnTokenIsADeadEnd = defect({
  name: 'withdrawn-token-is-a-dead-end',
  requirement: 'TIF-CIS2-03',
  story: 'Keeps a token until its time is up. If the platform withdraws it earlier, nothing works until the user signs in again.',
  replaces: renewsToken,
  with: () => false,
})
