import { isDue } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const uploadsWhetherOrNotAnythingChanged = defect({
  name: 'uploads-whether-or-not-anything-changed',
  requirement: 'TIF-SCR-03',
  story: 'Uploads whenever a consultation is closed: Spine gets the same summary again and again.',
  replaces: isDue,
  with: () => true,
})
