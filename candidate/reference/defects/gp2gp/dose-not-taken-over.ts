import { authoriseAnew } from '../../gp2gp/review.ts'
import { defect } from '../defect.ts'

export const doseNotTakenOver = defect({
  name: 'dose-not-taken-over',
  requirement: 'TIF-GP2GP-02',
  story: 'Drafts a medicine that is to go on, and puts “as directed” where the dose was.',
  replaces: authoriseAnew,
  with: (work, entry, code, acknowledgements) => authoriseAnew.proper(work, { ...entry, dosage: 'As directed' }, code, acknowledgements),
})
