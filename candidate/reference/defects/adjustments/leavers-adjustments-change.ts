import { whyNotChange } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const leaversAdjustmentsChange = defect({
  name: 'leavers-adjustments-change',
  requirement: 'TIF-FLAG-01',
  story: 'Lets a practice that a patient has left go on recording what they need.',
  replaces: whyNotChange,
  with: () => undefined,
})
