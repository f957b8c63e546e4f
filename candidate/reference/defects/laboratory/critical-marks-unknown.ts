import { marksIn } from '../../laboratory/read-fhir-result.ts'
import { defect } from '../defect.ts'

export const criticalMarksUnknown = defect({
  name: 'critical-marks-unknown',
  requirement: 'TIF-DDP-06',
  story: 'Knows the marks that the older messages have, high and low. What is critical is neither, and so it is normal.',
  replaces: marksIn,
  with: (interpretations) => {
    const { flag, words } = marksIn.proper(interpretations)
    return { words, ...((flag === 'HI' || flag === 'LO') && { flag }) }
  },
})
