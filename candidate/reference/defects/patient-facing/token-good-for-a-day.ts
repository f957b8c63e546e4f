import { verifyCitizenToken } from '../../patient-facing/nhs-login.ts'
import { decodeJwt } from 'jose'
import { defect } from '../defect.ts'

export const tokenGoodForADay = defect({
  name: 'token-good-for-a-day',
  requirement: 'TIF-GPC-07',
  story: 'Forgives clocks that differ, by a day: tokens that have expired, or are not valid yet, are good.',
  replaces: verifyCitizenToken,
  with: (token, expected) => verifyCitizenToken.proper(token, { ...expected, now: new Date(Number(decodeJwt(token).iat) * 1000) }),
})
