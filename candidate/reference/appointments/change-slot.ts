import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { demandBooker } from './permissions.ts'
import type { Slot, SlotStatus } from './clinic-session.ts'
import { sessionsStore } from './sessions-store.ts'

/** Whether a slot in this state can be held without a patient: only one that nobody has. */
export const canBlock = behaviour('appointments.canBlock', (status: SlotStatus): boolean => status === 'free')

/** Holds a slot without a patient: for a home visit, a meeting, an emergency. */
export function blockSlot(work: Work, { id, reason }: { id: string; reason: string }): Slot {
  if (reason === '') throw new Refusal('invalid', [{ field: 'reason', text: 'Say what the slot is held for.' }])
  return changed(work, id, 'slot-blocked', ({ status }, store) => {
    if (!canBlock(status)) {
      throw new Refusal('rule', [{ reason: 'slot-not-free', text: status === 'booked' ? 'A patient is booked into this slot. It was not blocked.' : 'This slot is blocked already.' }])
    }
    store.setStatus(id, 'blocked', reason)
  })
}

/** Gives a blocked slot back to patients. */
export function releaseSlot(work: Work, id: string): Slot {
  return changed(work, id, 'slot-released', ({ status }, store) => {
    if (status !== 'blocked') throw new Refusal('rule', [{ reason: 'slot-not-blocked', text: 'This slot is not blocked.' }])
    store.setStatus(id, 'free')
  })
}

/** Says whether patients may book a slot themselves. */
export function offerToPatients(work: Work, { id, patientBookable }: { id: string; patientBookable: boolean }): Slot {
  return changed(work, id, 'slot-changed', (_slot, store) => store.setPatientBookable(id, patientBookable))
}

function changed(work: Work, id: string, event: string, change: (slot: Slot, store: ReturnType<typeof sessionsStore>) => void): Slot {
  demandBooker(work)
  const { services } = work
  return services.database.transaction(() => {
    const store = sessionsStore(services)
    change(store.slot(id), store)
    audited(work, { event, action: 'U', subject: `Slot/${id}` })
    return store.slot(id)
  })
}
