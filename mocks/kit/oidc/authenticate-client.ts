import type { Call } from '../call.ts'
import { checkSignature, decode } from '../jwt.ts'
import type { OidcClient } from './client.ts'
import type { OidcState } from './grants.ts'

/** Why a client is not who it says, in words for the journal. Each service words its own answer. */
export interface ClientProblem {
  kind: 'no-credentials' | 'unknown-client' | 'secret' | 'assertion-type' | 'assertion-malformed' | 'assertion-claims' | 'assertion-expired' | 'assertion-reused' | 'assertion-signature'
  detail: string
  pointer: string
}

export interface ClientAuthentication {
  /** Values of which `aud` must hold one. */
  audiences: string[]
  /** Algorithms an assertion may be signed with. */
  algorithms: string[]
  /** Whether clients may use a secret, in the form or as HTTP Basic. */
  secrets: boolean
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const isProblem = (value: object): value is ClientProblem => 'kind' in value

/** The client of a token request, or what is wrong with its credentials. Sources: OpenID Connect Core, section 9; RFC 7523, section 3. */
export async function authenticateClient(call: Call<OidcState<unknown>>, form: URLSearchParams, rules: ClientAuthentication): Promise<OidcClient | ClientProblem> {
  if (form.has('client_assertion') || form.has('client_assertion_type')) return byAssertion(call, form, rules)
  const basic = /^Basic (.+)$/i.exec(call.header('authorization') ?? '')?.[1]
  const credentials = basic === undefined ? { id: form.get('client_id'), secret: form.get('client_secret') } : fromBasic(basic)
  if (!credentials.id || !credentials.secret || !rules.secrets) {
    return { kind: 'no-credentials', detail: rules.secrets ? 'neither a client assertion nor a secret is there' : 'no client assertion is there', pointer: '/client_assertion' }
  }
  const client = find(call, credentials.id, '/client_id')
  if (isProblem(client)) return client
  if (client.secret === credentials.secret) return client
  return { kind: 'secret', detail: client.secret ? 'the secret is not the one registered' : 'the client is registered with a key, not with a secret', pointer: '/client_secret' }
}

/** RFC 6749, section 2.3.1: both halves are form-encoded before they are joined. */
function fromBasic(encoded: string): { id: string; secret: string } {
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const read = (value: string) => new URLSearchParams(`v=${value}`).get('v') ?? ''
  return { id: read(id), secret: read(rest.join(':')) }
}

function find(call: Call<OidcState<unknown>>, clientId: string, pointer: string): OidcClient | ClientProblem {
  return call.state.clients.get(clientId) ?? { kind: 'unknown-client', detail: `no client ${clientId} is registered`, pointer }
}

async function byAssertion(call: Call<OidcState<unknown>>, form: URLSearchParams, { audiences, algorithms }: ClientAuthentication): Promise<OidcClient | ClientProblem> {
  const pointer = '/client_assertion'
  const type = form.get('client_assertion_type')
  if (type !== ASSERTION_TYPE) return { kind: 'assertion-type', detail: `client_assertion_type is ${type ?? 'absent'}`, pointer: '/client_assertion_type' }
  const token = form.get('client_assertion') ?? ''
  const jwt = decode(token)
  if (!jwt) return { kind: 'assertion-malformed', detail: 'client_assertion is not a JWT', pointer }

  const { iss, sub, aud, exp, jti } = jwt.payload
  const claims = (detail: string, claim: string): ClientProblem => ({ kind: 'assertion-claims', detail, pointer: `${pointer}/${claim}` })
  if (typeof sub !== 'string' || iss !== sub) return claims(`iss is ${JSON.stringify(iss)}, sub is ${JSON.stringify(sub)}`, 'sub')
  const named = form.get('client_id')
  if (named !== null && named !== sub) return claims(`client_id is ${named}, sub is ${sub}`, 'sub')
  const client = find(call, sub, `${pointer}/sub`)
  if (isProblem(client)) return client
  if (![aud].flat().some((audience) => typeof audience === 'string' && audiences.includes(audience))) return claims(`aud is ${JSON.stringify(aud) ?? 'absent'}, expected ${audiences.join(' or ')}`, 'aud')
  const now = call.environment.clock.now()
  if (typeof exp !== 'number') return claims('exp is no number', 'exp')
  if (exp * 1000 <= now) return { kind: 'assertion-expired', detail: `exp is ${exp}, now is ${Math.floor(now / 1000)}`, pointer: `${pointer}/exp` }
  if (!client.jwks) return { kind: 'assertion-signature', detail: 'the client is registered with a secret, not with a key', pointer }
  const problem = await checkSignature(token, client.jwks.keys, algorithms)
  if (problem) return { kind: 'assertion-signature', detail: problem.detail, pointer }

  if (typeof jti !== 'string') {
    call.note({ rule: 'assertion-without-jti', detail: `jti is ${JSON.stringify(jti) ?? 'absent'}`, clause: 'OpenID Connect Core 1.0, section 9: jti is required', pointer: `${pointer}/jti` })
    return client
  }
  const memory = `${sub} ${jti}`
  if ((call.state.usedAssertions.get(memory) ?? 0) > now) return { kind: 'assertion-reused', detail: `jti ${jti} was used before`, pointer: `${pointer}/jti` }
  call.state.usedAssertions.set(memory, exp * 1000)
  return client
}
