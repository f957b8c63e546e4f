import type { AppointmentView } from '../../candidate/port/appointments.ts'
import { check, finding } from './check.ts'

/** An appointment shows these facts. Instants are compared as instants, whatever their offset. */
export const ensureAppointment = check('the appointment is as it should be', (_sight, { seen, expected }: { seen: AppointmentView; expected: Partial<AppointmentView> }) =>
  Object.entries(expected).map(([name, value]) => {
    const found = seen[name as keyof AppointmentView]
    const same = name === 'start' || name === 'end' ? Date.parse(String(found)) === Date.parse(String(value)) : JSON.stringify(found) === JSON.stringify(value)
    return !same && finding(`another ${WORDS[name] ?? name}`, { expected: value, seen: found ?? 'nothing' })
  }),
)

const WORDS: Record<string, string> = { practitionerId: 'clinician', slotId: 'slot', through: 'way of booking', bookedBy: 'name of who booked it', cancelledBecause: 'reason for cancelling' }

/** An appointment tells, in this order, when each of these happened. */
export const ensureTimes = check('it can be told when what happened', (_sight, { seen, order }: { seen: AppointmentView; order: readonly string[] }) => {
  const at = order.map((status) => Date.parse(seen.times[status] ?? ''))
  return [
    ...order.map((status, index) => Number.isNaN(at[index]) && finding(`no time for “${status}”`, { expected: 'a time', seen: seen.times[status] ?? 'nothing' })),
    at.some((time, index) => index > 0 && time < at[index - 1]!) && finding('the times are in another order', { expected: order.join(', then '), seen: JSON.stringify(seen.times) }),
  ]
})
