import { reportedAppointments } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const cancelledNotReported = defect({
  name: 'cancelled-not-reported',
  requirement: 'TIF-GPAD-02',
  story: 'Reports the appointments that took place or may have, and not those that were cancelled.',
  replaces: reportedAppointments,
  with: (services, bounds) => reportedAppointments.proper(services, bounds).filter(({ status }) => status !== 'cancelled'),
})
