import { hasAgreed } from '../../extracts/agreements.ts'
import { defect } from '../defect.ts'

export const collectedWithoutAgreement = defect({
  name: 'collected-without-agreement',
  requirement: 'TIF-GPES-01',
  story: 'Answers national collections, since they are national.',
  replaces: hasAgreed,
  with: () => true,
})
