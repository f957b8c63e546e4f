import { typeAskedFor } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const allPlansWhateverIsAsked = defect({
  name: 'all-plans-whatever-is-asked',
  requirement: 'TIF-TECH-09',
  story: 'Fetches every type and lets the user look for the one that was wanted.',
  replaces: typeAskedFor,
  with: () => undefined,
})
