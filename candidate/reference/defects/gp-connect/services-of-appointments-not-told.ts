import { gpcAppointment } from '../../gp-connect/appointment-shown.ts'
import { defect } from '../defect.ts'

export const servicesOfAppointmentsNotTold = defect({
  name: 'services-of-appointments-not-told',
  requirement: 'TIF-GPC-12',
  story: 'Does not tell what an appointment is for.',
  replaces: gpcAppointment,
  with: (appointment, services) => {
    const { serviceCategory: _category, serviceType: _type, ...shown } = gpcAppointment.proper(appointment, services)
    return { ...shown, resourceType: 'Appointment' }
  },
})
