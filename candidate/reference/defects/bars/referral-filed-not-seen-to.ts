import { askPractice } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const referralFiledNotSeenTo = defect({
  name: 'referral-filed-not-seen-to',
  requirement: 'E00267',
  story: 'Files the referral, and asks nobody to see to it.',
  replaces: askPractice,
  with: () => undefined,
})
