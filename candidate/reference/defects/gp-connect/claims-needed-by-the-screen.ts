import { missingClaims } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const claimsNeededByTheScreen = defect({
  name: 'claims-needed-by-the-screen',
  requirement: 'TIF-GPC-07',
  story: 'Asks for the claims that it shows somewhere, and passes over the others.',
  replaces: missingClaims,
  with: (claims, interaction) => missingClaims.proper(claims, interaction).filter((name) => !['iss', 'aud', 'requesting_device'].includes(name)),
})
