import { conclusionIn } from '../../laboratory/read-fhir-report.ts'
import { defect } from '../defect.ts'

export const conclusionNotTaken = defect({
  name: 'conclusion-not-taken',
  requirement: 'TIF-DDP-06',
  story: 'Keeps the notes at each result. What the laboratory concludes from all of them stands elsewhere, and is lost.',
  replaces: conclusionIn,
  with: () => [],
})
