import { renewsToken } from '../../national/platform.ts'
import { tokenIsFresh } from '../../national/tokens.ts'
import { defect, swap } from '../defect.ts'

export const expiredTokenIsUsed = defect({
  name: 'expired-token-is-used',
  requirement: 'TIF-CIS2-03',
  story:
    'Reads expires_in, which the platform sends as a string, into a comparison that is never true, and so never renews a token before its time.',
  replaces: tokenIsFresh,
  with: () => true,
  also: [swap(renewsToken, () => false)],
})
