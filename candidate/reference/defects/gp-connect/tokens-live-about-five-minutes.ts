import { livesFiveMinutes } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const tokensLiveAboutFiveMinutes = defect({
  name: 'tokens-live-about-five-minutes',
  requirement: 'TIF-IG-AUD-11',
  story: 'Rounds the life of a token to minutes.',
  replaces: livesFiveMinutes,
  with: (iat, exp) => Math.round((exp - iat) / 60) === 5,
})
