import { refuse } from '../../../kit/refusal.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { acceptable, ACCESS, demandPermission, eventId, subjectOfEvent } from '../access.ts'
import { notFound } from '../errors.ts'
import type { ImmunisationState } from '../state.ts'

/** Takes an event out of sight: 204. It is kept, and an update brings it back. */
export const deleteImmunization = route<ImmunisationState>({
  operation: 'deleteImmunization',
  method: 'DELETE',
  path: '/Immunization/:id',
  access: ACCESS,
  requires: [acceptable],
  subject: subjectOfEvent,
  handle(call) {
    const id = eventId(call)
    const event = call.state.events.get(id)
    if (!event || event.deleted) return refuse(notFound(id))
    demandPermission(call, 'delete', event.target)
    event.deleted = true
    return empty(204)
  },
})
