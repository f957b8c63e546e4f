import { mayBeRecorded } from '../../problems/record-problem.ts'
import { defect } from '../defect.ts'

export const inactiveConceptsRecorded = defect({
  name: 'inactive-concepts-recorded',
  requirement: 'TIF-DS-03',
  story: 'Knows a code that exists, and does not look whether it is in use still.',
  replaces: mayBeRecorded,
  with: () => true,
})
