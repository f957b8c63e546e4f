import { stageOf } from '../../proxy-access/age.ts'
import { defect } from '../defect.ts'

export const smallChildrenConsent = defect({
  name: 'small-children-consent',
  requirement: 'E00206',
  story: 'Knows adults and minors only: a clinician may record the consent of a child of any age.',
  replaces: stageOf,
  with: (birthDate, today) => (stageOf.proper(birthDate, today) === 'adult' ? 'adult' : 'young'),
})
