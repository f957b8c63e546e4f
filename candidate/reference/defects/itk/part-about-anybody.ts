import { isAboutPatient } from '../../itk/read-parts.ts'
import { defect } from '../defect.ts'

export const partAboutAnybody = defect({
  name: 'part-about-anybody',
  requirement: 'GPCUR01',
  story: 'Takes everything in a message to be about the patient of the document, whomever it names.',
  replaces: isAboutPatient,
  with: () => true,
})
