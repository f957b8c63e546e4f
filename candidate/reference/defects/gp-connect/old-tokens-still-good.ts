import { isCurrent } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const oldTokensStillGood = defect({
  name: 'old-tokens-still-good',
  requirement: 'TIF-IG-AUD-11',
  story: 'Compares beginning and end of a token with each other, and never with the clock.',
  replaces: isCurrent,
  with: () => true,
})
