import { mayBeRepeatDispensed } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const batchesForControlledDrugs = defect({
  name: 'batches-for-controlled-drugs',
  requirement: 'TIF-CD-03',
  story: 'Puts drugs of schedules 2 and 3 on repeat dispensing prescriptions.',
  replaces: mayBeRepeatDispensed,
  with: () => true,
})
