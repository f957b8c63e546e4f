import { isSent } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const referralsByLetterLeftOut = defect({
  name: 'referrals-by-letter-left-out',
  requirement: 'GPCARS01',
  story: 'Tells the referrals that went through e-RS, and no others.',
  replaces: isSent,
  with: ({ status }) => status === 'sent',
})
