import { tellRefusal } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const rejectionToldToNobody = defect({
  name: 'rejection-told-to-nobody',
  requirement: 'NH03',
  story: 'Writes a rejection down, and asks nobody to put it right.',
  replaces: tellRefusal,
  with: () => undefined,
})
