import { isFullyRegistered } from '../../extracts/coded-entries.ts'
import { defect } from '../defect.ts'

export const leaversCollected = defect({
  name: 'leavers-collected',
  requirement: 'TIF-GPES-01',
  story: 'Collects from every record there is, also from those of patients who have left.',
  replaces: isFullyRegistered,
  with: (patient) => isFullyRegistered.proper({ ...patient, status: 'active' }),
})
