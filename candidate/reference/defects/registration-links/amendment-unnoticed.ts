import { onAmendment } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const amendmentUnnoticed = defect({
  name: 'amendment-unnoticed',
  requirement: 'NH03',
  story: 'Takes amendments in without telling anybody.',
  replaces: onAmendment,
  with: () => undefined,
})
