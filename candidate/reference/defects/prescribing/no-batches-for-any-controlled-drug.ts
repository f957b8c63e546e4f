import { mayBeRepeatDispensed } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const noBatchesForAnyControlledDrug = defect({
  name: 'no-batches-for-any-controlled-drug',
  requirement: 'TIF-CD-03',
  story: 'Refuses repeat dispensing for every drug that has a schedule.',
  replaces: mayBeRepeatDispensed,
  with: ({ schedule }) => schedule === undefined,
})
