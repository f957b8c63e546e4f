import { isForAction } from '../../nhs111/receive.ts'
import { defect } from '../defect.ts'

export const copyTakenForAReferral = defect({
  name: 'copy-taken-for-a-referral',
  requirement: '111-01',
  story: 'Asks clinicians to act on every copy, until they look at none.',
  replaces: isForAction,
  with: () => true,
})
