import { randomBytes } from 'node:crypto'
import type { Call } from '../../../kit/call.ts'
import type { Citizen } from '../../../kit/identity.ts'
import type { OidcGrant } from '../../../kit/oidc/grants.ts'
import { issuer } from '../../../kit/oidc/provider.ts'
import { empty, json, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { citizenClaims } from '../citizen-claims.ts'
import { fail, failToken } from '../errors.ts'
import type { NhsLoginState, SignIn } from '../state.ts'

const METADATA_LIMIT = 1024

/** The grant behind the access token, and whose it is. */
function admit(call: Call<NhsLoginState>): { grant: OidcGrant<SignIn>; citizen: Citizen; metadataKey: string } {
  const token = /^Bearer (.+)$/.exec(call.header('authorization') ?? '')?.[1]
  if (token === undefined) return failToken('token-absent', 'no bearer token is there')
  const grant = call.state.accessTokens.get(token)
  const citizen = grant && call.environment.identity.citizens.get(grant.signIn.nhsNumber)
  if (!grant || !citizen) return failToken('token-invalid', 'the access token was never issued')
  if (grant.expiresAt <= call.environment.clock.now()) return failToken('token-expired', 'the access token has expired')
  call.subject = citizen.nhsNumber
  return { grant, citizen, metadataKey: `${grant.clientId} ${citizen.sub}` }
}

function handle(call: Call<NhsLoginState>): Reply {
  const { grant, citizen, metadataKey } = admit(call)
  const claims = citizenClaims(citizen, grant.scopes, call.state.metadata.get(metadataKey))
  return json(200, { iss: issuer(call, 'nhs-login'), sub: citizen.sub, aud: grant.clientId, ...claims })
}

export const userinfo = route<NhsLoginState>({ operation: 'userinfo', method: 'GET', path: '/userinfo', handle })

export const userinfoPost = route<NhsLoginState>({ operation: 'userinfoPost', method: 'POST', path: '/userinfo', handle })

/** The client keeps a note with the user's account. `""` clears it, `auto` has NHS login make one up. */
export const updateUserinfo = route<NhsLoginState>({
  operation: 'updateUserinfo',
  method: 'PATCH',
  path: '/userinfo',
  handle: (call) => {
    const { grant, metadataKey } = admit(call)
    if (!grant.scopes.includes('client_metadata')) return failToken('insufficient-scope', 'the scope client_metadata was not granted')
    const value = (call.json as { client_user_metadata?: unknown } | undefined)?.client_user_metadata
    if (typeof value !== 'string' || value.length > METADATA_LIMIT) return fail(call, 'invalid-request', `client_user_metadata must be a string of at most ${METADATA_LIMIT} characters`, '/client_user_metadata')
    if (value === '') call.state.metadata.delete(metadataKey)
    else call.state.metadata.set(metadataKey, value === 'auto' ? randomBytes(32).toString('base64url') : value)
    return empty(204)
  },
})
