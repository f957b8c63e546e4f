import { appointmentRecord } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const missedAppointmentsAsAttended = defect({
  name: 'missed-appointments-as-attended',
  requirement: 'TIF-GPAD-02',
  story: 'Reports every appointment whose time has passed as attended.',
  replaces: appointmentRecord,
  with: (appointment) => appointmentRecord.proper(appointment.status === 'noshow' ? { ...appointment, status: 'fulfilled' } : appointment),
})
