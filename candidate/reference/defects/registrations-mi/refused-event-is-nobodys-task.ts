import { settle } from '../../registrations-mi/outbox.ts'
import { defect } from '../defect.ts'

export const refusedEventIsNobodysTask = defect({
  name: 'refused-event-is-nobodys-task',
  requirement: 'GP2GP05',
  story: 'Notes that an event was refused where nobody looks.',
  replaces: settle,
  with: ({ database }, event, fate) => {
    database.run('UPDATE registration_event SET state = ?, problem = ? WHERE id = ?', fate.state, fate.state === 'sent' ? null : fate.problem, event.id)
  },
})
