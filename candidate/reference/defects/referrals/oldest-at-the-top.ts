import { inOrder } from '../../referrals/worklists.ts'
import { defect } from '../defect.ts'

export const oldestAtTheTop = defect({
  name: 'oldest-at-the-top',
  requirement: 'E00150',
  story: 'Sorts the worklists by date, so that a suspected cancer stands wherever it happens to.',
  replaces: inOrder,
  with: (lines) => lines.toSorted((a, b) => a.created.localeCompare(b.created)),
})
