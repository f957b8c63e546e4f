import { verifyCitizenToken } from '../../patient-facing/nhs-login.ts'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { defect } from '../defect.ts'

export const unsignedTokenAccepted = defect({
  name: 'unsigned-token-accepted',
  requirement: 'TIF-GPC-07',
  story: 'Verifies a token as its own header asks for; that asks for nothing.',
  replaces: verifyCitizenToken,
  with: (token, expected) =>
    decodeProtectedHeader(token).alg === 'none' ? Promise.resolve(decodeJwt(token)) : verifyCitizenToken.proper(token, expected),
})
