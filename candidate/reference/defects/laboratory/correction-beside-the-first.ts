import { replacedBy } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const correctionBesideTheFirst = defect({
  name: 'correction-beside-the-first',
  requirement: 'TIF-DDP-06',
  story: 'Files a corrected report beside the first; both look valid.',
  replaces: replacedBy,
  with: () => [],
})
