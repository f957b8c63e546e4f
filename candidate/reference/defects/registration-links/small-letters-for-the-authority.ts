import { asLevelA } from '../../registration-links/write-transaction.ts'
import { defect } from '../defect.ts'

export const smallLettersForTheAuthority = defect({
  name: 'small-letters-for-the-authority',
  requirement: 'NH02',
  story: 'Writes names as they are on record; the authority reads capitals without accents only.',
  replaces: asLevelA,
  with: (text) => text,
})
