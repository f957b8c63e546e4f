import type { RequestContext, Routes } from '../area.ts'
import { claimSession, ENDED } from '../http/sign-in-state.ts'
import { readResource } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import type { Session } from './session.ts'
import { chooseRole } from './sign-in-routes.ts'

/** What a program may know and change of its own session: GET /api/session, PUT /api/session/role. */
export function sessionApi(routes: Routes): void {
  routes.get('/api/session', (context) => context.json(describe(context, ownSession(context))))

  routes.put('/api/session/role', async (context) => {
    const session = ownSession(context)
    const { roleId } = await readResource(context)
    return context.json(describe(context, chooseRole(context, session, typeof roleId === 'string' ? roleId : '')))
  })
}

function ownSession(context: RequestContext): Session {
  const claim = claimSession(context)
  if ('ended' in claim) throw new Refusal('not-signed-in', ENDED[claim.ended])
  return claim.session
}

function describe(context: RequestContext, session: Session) {
  const { sessions, config } = context.get('services')
  const roles = session.roles.map(({ id, name, code, organisation }) => ({ id, name, code, organisation }))
  const role = roles.find(({ id }) => id === session.roleId)
  if (!role) throw new Refusal('not-permitted', 'Choose one of your roles first.')
  return {
    user: { id: session.user.id, name: session.user.name },
    role,
    roles,
    authenticatedAt: new Date(session.authenticatedAt).toISOString(),
    expiresAt: new Date(sessions.expiresAt(session)).toISOString(),
    idleTimeoutSeconds: config.session.idleSeconds,
  }
}
