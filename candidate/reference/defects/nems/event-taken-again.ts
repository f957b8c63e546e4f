import { randomUUID } from 'node:crypto'
import { readEvent } from '../../nems/read-event.ts'
import { defect } from '../defect.ts'

export const eventTakenAgain = defect({
  name: 'event-taken-again',
  requirement: 'NEMS01',
  story: 'Takes every message for an event of its own that has happened this moment, and fetches the record once more for each.',
  replaces: readEvent,
  with: (content) => {
    const event = readEvent.proper(content)
    return event && { ...event, id: randomUUID(), changedAt: Date.now() }
  },
})
