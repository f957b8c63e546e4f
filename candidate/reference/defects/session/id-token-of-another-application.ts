import { jwtVerify } from 'jose'
import { verifyIdToken } from '../../session/id-token.ts'
import { defect } from '../defect.ts'

export const idTokenOfAnotherApplication = defect({
  name: 'id-token-of-another-application',
  requirement: 'AA01',
  story: 'Checks who signed the ID token but not for whom: a token that the user gave to another application opens this one.',
  replaces: verifyIdToken,
  with: async (token, { issuer, keys, now }) => (await jwtVerify(token, keys, { issuer, currentDate: now })).payload,
})
