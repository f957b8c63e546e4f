import { monthlyCounts } from '../../extracts/management-information.ts'
import { isWithin } from '../../extracts/period.ts'
import { defect } from '../defect.ts'

export const countedWhenItTakesPlace = defect({
  name: 'counted-when-it-takes-place',
  requirement: 'GP-MI.1-01',
  story: 'Counts a booking in the month of the appointment, and not in that in which it was made.',
  replaces: monthlyCounts,
  with: (services, bounds) => {
    const all = services.database.all<{ starts_at: number }>('SELECT starts_at FROM appointment')
    return { ...monthlyCounts.proper(services, bounds), AppointmentsBooked: String(all.filter(({ starts_at }) => isWithin(starts_at, bounds)).length) }
  },
})
