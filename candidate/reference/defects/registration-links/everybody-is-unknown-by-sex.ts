import { sexCode } from '../../registration-links/write-transaction.ts'
import { defect } from '../defect.ts'

export const everybodyIsUnknownBySex = defect({
  name: 'everybody-is-unknown-by-sex',
  requirement: 'NH04',
  story: 'Sends code 0 for every sex but one: its list begins with men.',
  replaces: sexCode,
  with: (gender) => (gender === 'male' ? '1' : '0'),
})
