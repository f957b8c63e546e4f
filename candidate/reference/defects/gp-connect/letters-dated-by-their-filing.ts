import { isCreatedWithin } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const lettersDatedByTheirFiling = defect({
  name: 'letters-dated-by-their-filing',
  requirement: 'GPCARS01',
  story: 'Searches for the day on which a letter was filed, and not for that on which it was written.',
  replaces: isCreatedWithin,
  with: (letter, bounds) => isCreatedWithin.proper({ ...letter, createdAt: letter.filedAt }, bounds),
})
