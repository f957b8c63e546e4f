import { verifyCitizenToken } from '../../patient-facing/nhs-login.ts'
import { decodeJwt } from 'jose'
import { defect } from '../defect.ts'

export const tokenReadAndNotVerified = defect({
  name: 'token-read-and-not-verified',
  requirement: 'TIF-GPC-07',
  story:
    'Reads who the patient is from the token, checks for whom it is meant and until when, and never looks at the signature: the platform will have.',
  replaces: verifyCitizenToken,
  with: async (token, { issuer, audience, now }) => {
    const payload = decodeJwt(token)
    if (payload.iss !== issuer || payload.aud !== audience || Number(payload.exp) * 1000 < now.getTime()) throw new Error('not for us')
    return payload
  },
})
