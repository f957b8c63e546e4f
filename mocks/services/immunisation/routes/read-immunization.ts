import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { acceptable, ACCESS, demandPermission, eventId, subjectOfEvent } from '../access.ts'
import { notFound } from '../errors.ts'
import type { ImmunisationState } from '../state.ts'

/** One event by its id, as it was recorded, with its version in `E-Tag` (not `ETag`). */
export const readImmunization = route<ImmunisationState>({
  operation: 'readImmunization',
  method: 'GET',
  path: '/Immunization/:id',
  access: ACCESS,
  requires: [acceptable],
  subject: subjectOfEvent,
  handle(call) {
    const id = eventId(call)
    const event = call.state.events.get(id)
    if (!event || event.deleted) return refuse(notFound(id))
    demandPermission(call, 'read', event.target)
    return fhir(200, event.resource, { 'e-tag': String(event.version) })
  },
})
