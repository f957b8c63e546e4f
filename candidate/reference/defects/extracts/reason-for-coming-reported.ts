import { appointmentRecord } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const reasonForComingReported = defect({
  name: 'reason-for-coming-reported',
  requirement: 'TIF-GPAD-02',
  story: 'Reports with an appointment what the patient comes for: it may be of use.',
  replaces: appointmentRecord,
  with: (appointment) => ({ ...appointmentRecord.proper(appointment), Reason: appointment.details.reason }),
})
