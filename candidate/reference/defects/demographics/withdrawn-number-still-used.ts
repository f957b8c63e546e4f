import { withNumberWithdrawn } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const withdrawnNumberStillUsed = defect({
  name: 'withdrawn-number-still-used',
  requirement: 'PDS02',
  story: 'Goes on with the copy it has when PDS says that a number is not valid any more.',
  replaces: withNumberWithdrawn,
  with: (_work, known) => known,
})
