import type { AppointmentView } from '../../candidate/port/appointments.ts'
import { check, finding } from './check.ts'

/** These appointments are on a list, and those are not. */
export const ensureOnList = check('the list is complete, and nobody is on it by mistake', (_sight, { list, has = [], hasNot = [] }: { list: readonly AppointmentView[]; has?: readonly AppointmentView[]; hasNot?: readonly AppointmentView[] }) => {
  const ids = list.map(({ id }) => id)
  return [
    ...has.map(({ id, start }) => !ids.includes(id) && finding(`the appointment of ${start} is not on the list`, { expected: `appointment ${id}`, seen: ids.length ? ids : 'an empty list' })),
    ...hasNot.map(({ id, start }) => ids.includes(id) && finding(`the appointment of ${start} is on the list`, { expected: `no appointment ${id}`, seen: ids })),
  ]
})

/** A slot has exactly one appointment that counts, that of this patient where one is named. */
export const ensureBookedOnce = check('the slot has one patient', (_sight, { list, slotId, patientId }: { list: readonly AppointmentView[]; slotId: string; patientId?: string }) => {
  const inSlot = list.filter((appointment) => appointment.slotId === slotId && appointment.status !== 'cancelled')
  return [
    inSlot.length !== 1 && finding('more or fewer patients in the slot', { expected: '1', seen: `${inSlot.length}` }),
    patientId !== undefined && inSlot.some((appointment) => appointment.patientId !== patientId) && finding('another patient in the slot', { expected: patientId, seen: inSlot.map((appointment) => appointment.patientId) }),
  ]
})
