import { jwtVerify } from 'jose'
import { verifyIdToken } from '../../session/id-token.ts'
import { defect } from '../defect.ts'

export const nonceCheckedIfThereIsOne = defect({
  name: 'nonce-checked-if-there-is-one',
  requirement: 'AA01',
  story: 'Compares the nonce when the ID token has one. A token without is taken for an older kind, and let in.',
  replaces: verifyIdToken,
  with: async (token, { issuer, clientId, nonce, keys, now }) => {
    const { payload } = await jwtVerify(token, keys, { issuer, audience: clientId, algorithms: ['RS256', 'RS512'], currentDate: now })
    if (payload['nonce'] !== undefined && payload['nonce'] !== nonce) throw new Error('the nonce is not the one of this sign-in')
    return payload
  },
})
