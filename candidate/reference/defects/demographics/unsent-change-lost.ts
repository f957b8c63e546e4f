import { keepForLater } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const unsentChangeLost = defect({
  name: 'unsent-change-lost',
  requirement: 'TIF-PDS-01',
  story: 'Says that the record has changed, and throws away what the user typed.',
  replaces: keepForLater,
  with: () => undefined,
})
