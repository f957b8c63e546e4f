import { waitAfter } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const neverGivesAnUploadUp = defect({
  name: 'never-gives-an-upload-up',
  requirement: 'TIF-SCR-03',
  story: 'Tries every sixteen hours, year after year, and tells nobody.',
  replaces: waitAfter,
  with: (attempts) => waitAfter.proper(Math.min(attempts, 7)),
})
