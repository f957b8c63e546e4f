import { jwtVerify } from 'jose'
import { verifyIdToken } from '../../session/id-token.ts'
import { defect } from '../defect.ts'

export const clocksMayDifferByADay = defect({
  name: 'clocks-may-differ-by-a-day',
  requirement: 'AA01',
  story: 'Once had trouble with the clocks of two servers, and since then tolerates a day: an ID token from yesterday opens a session today.',
  replaces: verifyIdToken,
  with: async (token, { issuer, clientId, nonce, keys, now }) => {
    const { payload } = await jwtVerify(token, keys, { issuer, audience: clientId, algorithms: ['RS256', 'RS512'], currentDate: now, clockTolerance: 24 * 60 * 60 })
    if (payload['nonce'] !== nonce) throw new Error('the nonce is not the one of this sign-in')
    return payload
  },
})
