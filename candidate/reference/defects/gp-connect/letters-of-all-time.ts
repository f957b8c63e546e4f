import { isCreatedWithin } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const lettersOfAllTime = defect({
  name: 'letters-of-all-time',
  requirement: 'GPCARS01',
  story: 'Lists all letters, whatever days were asked for.',
  replaces: isCreatedWithin,
  with: () => true,
})
