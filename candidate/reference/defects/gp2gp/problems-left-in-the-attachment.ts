import { fileProblem } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const problemsLeftInTheAttachment = defect({
  name: 'problems-left-in-the-attachment',
  requirement: 'TIF-GP2GP-02',
  story: 'Keeps problems with what came, to be read, and not among the problems of the patient: no list and no search shows them.',
  replaces: fileProblem,
  with: () => undefined,
})
