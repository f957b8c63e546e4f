import { decodeJwt } from 'jose'
import { verifyIdToken } from '../../session/id-token.ts'
import { defect } from '../defect.ts'

export const idTokenSignatureUnchecked = defect({
  name: 'id-token-signature-unchecked',
  requirement: 'AA01',
  story: 'Reads the ID token with a decoder instead of a verifier, so anybody who can write JSON can sign in as anybody.',
  replaces: verifyIdToken,
  with: async (token) => decodeJwt(token),
})
