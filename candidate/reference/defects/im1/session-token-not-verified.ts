import { decodeJwt } from 'jose'
import { userOf } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const sessionTokenNotVerified = defect({
  name: 'session-token-not-verified',
  requirement: 'TIF-GPC-07',
  story: 'Reads who calls from the token, and does not check who made it out, for whom, and until when.',
  replaces: userOf,
  with: async (_services, authorization = '') => String(decodeJwt(authorization.slice(7))['nhs_number']),
})
