import type { SlotView } from '../../candidate/port/appointments.ts'
import { onTheWall } from '../support/practice-clock.ts'
import { check, finding } from './check.ts'

/** A session's slots begin at these times on the practice's clock, and none ends later than it should. */
export const ensureSlotsBegin = check('the slots are where they should be', (_sight, { slots, times, noneAfter }: { slots: readonly SlotView[]; times?: readonly string[]; noneAfter?: string }) => {
  const begins = slots.map(({ start }) => onTheWall(start).time)
  const over = slots.filter(({ end }) => noneAfter !== undefined && onTheWall(end).time > noneAfter)
  return [
    slots.length === 0 && finding('there are no slots', { expected: 'at least one', seen: 'none' }),
    times !== undefined && begins.join() !== times.join() && finding('other times', { expected: times.join(', '), seen: begins.join(', ') || 'none' }),
    ...over.map(({ start, end }) => finding('a slot runs over', { expected: `an end by ${noneAfter}`, seen: `${onTheWall(start).time} to ${onTheWall(end).time}` })),
  ]
})

/** Every slot has this national category, or belongs to this context type. */
export const ensureSlotsCategorised = check('every slot says what it is for, nationally', (_sight, { slots, what, expected }: { slots: readonly SlotView[]; what: 'category' | 'context'; expected: string }) => [
  slots.length === 0 && finding('there are no slots', { expected: 'at least one', seen: 'none' }),
  ...slots.map(({ start, [what]: seen }) => seen !== expected && finding(`the slot at ${onTheWall(start).time} has another ${what === 'category' ? 'national category' : 'context type'}`, { expected, seen: seen ?? 'none' })),
])

/** These slots are, or are not, among those that can be booked. */
export const ensureOffered = check('what can be booked is offered, and nothing else', (_sight, { offered, slots, expected }: { offered: readonly SlotView[]; slots: readonly SlotView[]; expected: boolean }) => [
  slots.length === 0 && finding('there are no slots to look for', { expected: 'at least one', seen: 'none' }),
  ...slots.map(({ id, start }) => {
    const found = offered.some((slot) => slot.id === id)
    return found !== expected && finding(`the slot at ${onTheWall(start).time} is ${found ? 'offered' : 'not offered'}`, { expected: expected ? 'offered' : 'not offered', seen: found ? 'offered' : 'not offered' })
  }),
])
