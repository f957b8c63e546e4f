import { verifyCitizenToken } from '../../patient-facing/nhs-login.ts'
import { decodeJwt } from 'jose'
import { defect } from '../defect.ts'

export const tokenOfAnotherSystemAccepted = defect({
  name: 'token-of-another-system-accepted',
  requirement: 'TIF-GPC-07',
  story:
    'Takes every token that NHS login has signed, for whichever system it was made out. Any app with an NHS login button can read the record.',
  replaces: verifyCitizenToken,
  with: (token, expected) => verifyCitizenToken.proper(token, { ...expected, audience: String(decodeJwt(token).aud) }),
})
