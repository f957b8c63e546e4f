import { behaviour } from '../behaviour.ts'
import type { AppointmentDetails } from '../appointments/appointment.ts'
import type { Services } from '../services.ts'
import type { ExtractRecord } from './extract-file.ts'
import { isWithin } from './period.ts'

/** How much was done in a month: counts, and nobody among them. */
export const monthlyCounts = behaviour('extracts.monthlyCounts', ({ database }: Pick<Services, 'database'>, bounds: { from: number; to: number }): ExtractRecord => {
  const all = database.all<{ details: string }>('SELECT details FROM appointment').map(({ details }) => JSON.parse(details) as AppointmentDetails)
  const booked = all.filter(({ bookedAt }) => isWithin(bookedAt, bounds))
  return {
    AppointmentsBooked: String(booked.length),
    AppointmentsBookedOnline: String(booked.filter(({ bookedThrough }) => bookedThrough === 'online').length),
    AppointmentsCancelled: String(all.filter(({ cancelledAt }) => cancelledAt !== undefined && isWithin(cancelledAt, bounds)).length),
  }
})
