import { claimsIn } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const tokenOnlyHasToBeThere = defect({
  name: 'token-only-has-to-be-there',
  requirement: 'TIF-GPC-07',
  story: 'Reads as much of a token as it can, and takes the rest as empty.',
  replaces: claimsIn,
  with: (authorization) => {
    const [, body = ''] = (authorization ?? '').replace('Bearer ', '').split('.')
    try {
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Record<string, unknown>
    } catch {
      return claimsIn.proper(authorization)
    }
  },
})
