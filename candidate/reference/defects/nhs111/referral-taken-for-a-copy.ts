import { isForAction } from '../../nhs111/receive.ts'
import { defect } from '../defect.ts'

export const referralTakenForACopy = defect({
  name: 'referral-taken-for-a-copy',
  requirement: '111-04',
  story: 'Puts every report before clinicians as information, also of patients whom 111 has sent to the practice.',
  replaces: isForAction,
  with: () => false,
})
