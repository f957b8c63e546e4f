import { copyAfterReading } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const adjustmentsOfOthersLeftOut = defect({
  name: 'adjustments-of-others-left-out',
  requirement: 'TIF-FLAG-01',
  story: 'Shows the adjustments that the practice has recorded itself, and no others.',
  replaces: copyAfterReading,
  with: (before, consent, flags) => ({
    consent,
    flags: flags.filter(({ id }) => before?.flags.some((known) => known.id === id)),
  }),
})
