import type { Json } from './json.ts'
import { instant, type BarsSlot, type BarsState, type Held, type Receiver } from './state.ts'

const changed = (state: BarsState, id: string, more: Json): void => {
  const held = state.held.get(id)
  if (!held) throw new Error(`Failed to change ${id}: no receiver holds such a thing.`)
  const version = held.version + 1
  state.held.set(id, { ...held, version, resource: { ...held.resource, ...more, meta: { ...(held.resource['meta'] as Json), versionId: String(version), lastUpdated: instant(state.clock.now()) } } })
}

/** What receivers do by themselves, and what they hold. */
export const controls = {
  /** What was referred and booked for a patient, oldest first. */
  heldFor: (state: BarsState, { nhsNumber }: { nhsNumber: string }): Held[] => [...state.held.values()].filter((held) => held.nhsNumber === nhsNumber),
  /** The receiver has dealt with a referral, or moves it on otherwise: `completed`, `on-hold`. */
  setStatus(state: BarsState, { id, status }: { id: string; status: string }): void {
    changed(state, id, { status })
  },
  /** Somebody else takes a slot. */
  takeSlot(state: BarsState, { id }: { id: string }): void {
    const slot = state.slots.get(id)
    if (!slot) throw new Error(`Failed to take the slot ${id}: there is none.`)
    slot.status = 'busy'
  },
  slotsOf: (state: BarsState, { serviceId }: { serviceId: string }): BarsSlot[] => [...state.slots.values()].filter((slot) => slot.serviceId === serviceId),
  putSlot(state: BarsState, slot: BarsSlot): void {
    state.slots.set(slot.id, slot)
  },
  putReceiver(state: BarsState, receiver: Receiver): void {
    state.receivers.set(receiver.serviceId, receiver)
  },
  receivers: (state: BarsState): Receiver[] => [...state.receivers.values()],
}
