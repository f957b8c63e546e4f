import { livesFiveMinutes } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const tokensLiveUpToFiveMinutes = defect({
  name: 'tokens-live-up-to-five-minutes',
  requirement: 'TIF-IG-AUD-11',
  story: 'Reads five minutes as the most that a token may live.',
  replaces: livesFiveMinutes,
  with: (iat, exp) => exp - iat <= 300 && exp > iat,
})
