import { verifyCitizenToken } from '../../patient-facing/nhs-login.ts'
import { decodeJwt } from 'jose'
import { defect } from '../defect.ts'

export const issuerNotLookedAt = defect({
  name: 'issuer-not-looked-at',
  requirement: 'TIF-GPC-07',
  story: 'Trusts the key and not the issuer: whoever else is served by the same keys can make out tokens.',
  replaces: verifyCitizenToken,
  with: (token, expected) => verifyCitizenToken.proper(token, { ...expected, issuer: String(decodeJwt(token).iss) }),
})
