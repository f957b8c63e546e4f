import { reportedAppointments } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const oneAppointmentAClinician = defect({
  name: 'one-appointment-a-clinician',
  requirement: 'E00227',
  story: 'Reports sessions and not appointments: one line for each clinician and hour.',
  replaces: reportedAppointments,
  with: (services, bounds) => {
    const all = reportedAppointments.proper(services, bounds)
    const hourOf = (at: number) => Math.floor(at / 3_600_000)
    return all.filter((each, at) => all.findIndex((other) => other.practitionerId === each.practitionerId && hourOf(other.startsAt) === hourOf(each.startsAt)) === at)
  },
})
