import { isFullyRegistered } from '../../extracts/coded-entries.ts'
import { defect } from '../defect.ts'

export const temporaryResidentsCollected = defect({
  name: 'temporary-residents-collected',
  requirement: 'GP-BI.2-06',
  story: 'Counts whoever is on the list, also those who stay for a fortnight.',
  replaces: isFullyRegistered,
  with: ({ status, national }) => status === 'active' && !national.deceasedDateTime,
})
