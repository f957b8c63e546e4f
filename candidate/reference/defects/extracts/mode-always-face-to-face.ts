import { appointmentRecord } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const modeAlwaysFaceToFace = defect({
  name: 'mode-always-face-to-face',
  requirement: 'TIF-GPAD-04',
  story: 'Reports the way of meeting that sessions have for a start.',
  replaces: appointmentRecord,
  with: (appointment) => ({ ...appointmentRecord.proper(appointment), Mode: 'Face to Face (Surgery)' }),
})
