import type { Call } from '../../../kit/call.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fail } from '../errors.ts'
import type { Cis2State } from '../state.ts'
import { userClaims } from '../user-claims.ts'

function handle(call: Call<Cis2State>): Reply {
  const { state, environment } = call
  const token = /^Bearer (.+)$/i.exec(call.header('authorization') ?? '')?.[1]
  const grant = token === undefined ? undefined : state.accessTokens.get(token)
  const worker = grant && environment.identity.workers.get(grant.signIn.userId)
  if (!grant || !worker || grant.expiresAt <= environment.clock.now()) return fail(call, 'token-invalid', 'the access token is absent, unknown or expired', 'authorization')
  return json(200, userClaims(worker, grant.signIn, grant.scopes), { 'cache-control': 'no-store' })
}

export const userinfo = route<Cis2State>({ operation: 'userinfo', method: 'GET', path: '/userinfo', handle })

export const userinfoPost = route<Cis2State>({ operation: 'userinfoPost', method: 'POST', path: '/userinfo', handle })
