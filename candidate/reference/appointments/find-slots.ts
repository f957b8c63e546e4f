import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import type { Slot } from './clinic-session.ts'
import { sessionsStore } from './sessions-store.ts'

/** What somebody looks for. Everything but the stretch of time is optional. */
export interface SlotSearch {
  /** Milliseconds since 1970; the end is not part of it. */
  from: number
  to: number
  practitionerId?: string
  mode?: string
  /** Only what patients may book themselves. */
  forPatients?: boolean
}

/** Whether a slot is offered: free, and not over or under way. */
export const isOffered = behaviour('appointments.isOffered', (slot: Slot, now: number): boolean => slot.status === 'free' && slot.startsAt > now)

/** Whether patients may book a slot themselves: as it was last set, whatever the session said when it was published. */
export const isForPatients = behaviour('appointments.isForPatients', (slot: Slot, _slotsOfSession: () => readonly Slot[]): boolean => slot.patientBookable)

/** Whether a slot suits who wants to meet in one way: its session offers that. */
export const suits = behaviour('appointments.suits', ({ session }: Slot, mode: string): boolean => session.modes.includes(mode))

/** The slots that can be booked, in the order of time. */
export function findFreeSlots(services: Pick<Services, 'database' | 'clock'>, { from, to, practitionerId, mode, forPatients }: SlotSearch): Slot[] {
  const store = sessionsStore(services)
  const now = services.clock.now()
  return store
    .slotsBetween({ from, to })
    .filter(
      (slot) =>
        isOffered(slot, now) &&
        (practitionerId === undefined || slot.session.practitionerId === practitionerId) &&
        (mode === undefined || suits(slot, mode)) &&
        (!forPatients || isForPatients(slot, () => store.slotsOf(slot.session.id))),
    )
}
