import { proposedMode } from '../../appointments/booking-pages.ts'
import { MODES } from '../../appointments/national-lists.ts'
import { defect } from '../defect.ts'

export const faceToFaceProposed = defect({
  name: 'face-to-face-proposed',
  requirement: 'TIF-GPAD-04',
  story: 'Ticks the usual way to meet for the user. Nobody forgets it any more, and nobody thinks of it.',
  replaces: proposedMode,
  with: (chosen) => chosen ?? MODES[0],
})
