import { gpcAppointment } from '../../gp-connect/appointment-shown.ts'
import { defect } from '../defect.ts'

export const bookedWithoutSayingByWhom = defect({
  name: 'booked-without-saying-by-whom',
  requirement: 'TIF-GPC-14',
  story: 'Shows the practice as the organisation that booked, whoever it was.',
  replaces: gpcAppointment,
  with: (appointment, services) => {
    const { elsewhere: _whoever, ...details } = appointment.details
    return gpcAppointment.proper({ ...appointment, details }, services)
  },
})
