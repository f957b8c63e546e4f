import { reportedAppointments } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const onlyWhatWasAttended = defect({
  name: 'only-what-was-attended',
  requirement: 'E00227',
  story: 'Reports the work that was done: appointments that were attended.',
  replaces: reportedAppointments,
  with: (services, bounds) => reportedAppointments.proper(services, bounds).filter(({ status }) => status === 'fulfilled' || status === 'cancelled'),
})
