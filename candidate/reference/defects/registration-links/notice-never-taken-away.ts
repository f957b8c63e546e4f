import { removeFlag } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const noticeNeverTakenAway = defect({
  name: 'notice-never-taken-away',
  requirement: 'NH03',
  story: 'Keeps the mark on a patient after the authority has withdrawn its notice.',
  replaces: removeFlag,
  with: () => undefined,
})
