import type { Area, RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { parameters } from '../fhir/parameters.ts'
import { fhir } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { registrationsMiMigrations } from './migrations.ts'
import { sendWaiting, waiting } from './outbox.ts'

const MANAGE = requireActivity('B0062')

function show(context: RequestContext): Response {
  const work = context.get('work')
  audited(work, { event: 'registration-events-viewed', action: 'R' })
  const list = waiting(work.services).map(({ kind, state, problem, body }) => ({
    name: 'event',
    part: [
      { name: 'kind', valueCode: kind },
      { name: 'conversation', valueString: String(body['conversationId'] ?? '') },
      { name: 'state', valueCode: state },
      ...(problem === undefined ? [] : [{ name: 'problem', valueString: problem }]),
    ],
  }))
  return fhir(context, parameters(list))
}

function registrationsMiApi(routes: Routes): void {
  routes.get('/$registration-events', MANAGE, (context) => show(context))
  routes.post('/$send-registration-events', MANAGE, async (context) => {
    await sendWaiting(context.get('work'))
    return show(context)
  })
}

/** Management information about registrations: what waits to be sent, and sending it. */
export const registrationsMi: Area = {
  name: 'registrations-mi',
  migrations: registrationsMiMigrations,
  api: registrationsMiApi,
}
