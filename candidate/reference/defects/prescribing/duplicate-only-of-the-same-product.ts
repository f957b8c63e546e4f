import { doubles } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const duplicateOnlyOfTheSameProduct = defect({
  name: 'duplicate-only-of-the-same-product',
  requirement: 'E00100',
  story: 'Takes two medicines for duplicates if they are the same product.',
  replaces: doubles,
  with: (one, other) => one.code === other.code,
})
