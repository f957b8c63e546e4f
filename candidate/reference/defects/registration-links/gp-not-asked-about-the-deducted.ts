import { askGp } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const gpNotAskedAboutTheDeducted = defect({
  name: 'gp-not-asked-about-the-deducted',
  requirement: 'NH03',
  story: 'Takes patients off the list without a word to their GP.',
  replaces: askGp,
  with: () => undefined,
})
