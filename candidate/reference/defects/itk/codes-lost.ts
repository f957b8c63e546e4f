import { partsOf } from '../../itk/read-parts.ts'
import { defect } from '../defect.ts'

export const codesLost = defect({
  name: 'codes-lost',
  requirement: 'DMPF1',
  story: 'Keeps what a notification says in words, and nothing of what it says in codes.',
  replaces: partsOf,
  with: () => [],
})
