import { onUnreadableEvent } from '../../nems/take-event.ts'
import { defect } from '../defect.ts'

export const unreadableEventDropped = defect({
  name: 'unreadable-event-dropped',
  requirement: 'NEMS01',
  story: 'Drops an event that it cannot read.',
  replaces: onUnreadableEvent,
  with: () => undefined,
})
