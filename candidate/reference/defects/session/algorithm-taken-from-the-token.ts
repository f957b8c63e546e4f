import { decodeJwt, decodeProtectedHeader } from 'jose'
import { verifyIdToken } from '../../session/id-token.ts'
import { defect } from '../defect.ts'

export const algorithmTakenFromTheToken = defect({
  name: 'algorithm-taken-from-the-token',
  requirement: 'AA01',
  story: 'Verifies an ID token by the algorithm that the token itself names, also when that is none at all.',
  replaces: verifyIdToken,
  with: async (token, expected) => (decodeProtectedHeader(token).alg === 'none' ? decodeJwt(token) : verifyIdToken.proper(token, expected)),
})
