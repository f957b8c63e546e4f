import { isInOurCare } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const relationshipNeverClaimed = defect({
  name: 'relationship-never-claimed',
  requirement: 'TIF-SCR-01',
  story: 'Asks for permission only. That the patient left years ago is no matter.',
  replaces: isInOurCare,
  with: () => true,
})
