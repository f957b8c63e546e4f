import { healthcareWorker } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { checkSignature, decode, textOf } from '../../../kit/jwt.ts'
import { json } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { reject } from '../errors.ts'
import type { Payload, SignatureRequest, SignatureState } from '../state.ts'

/** Documents in one request. */
const MOST = 250
/** Seconds for which a request may be good at most, and for which it can be confirmed. */
const LIFETIME = 600

/** Takes in what is to be signed, as a JWT of the application; tells where the user confirms it. */
export const requestSignature = route<SignatureState>({
  operation: 'signaturerequest',
  method: 'POST',
  path: '/signaturerequest',
  access: [healthcareWorker({ aal: [3] })],
  async handle(call) {
    const { grant } = call
    const userId = grant?.kind === 'healthcare-worker' ? grant.userId : ''
    const { payloads, claims } = await contentOf(call, userId)
    const token = call.environment.random.uuid()
    const flaw = call.state.flaws.get(userId)
    call.state.flaws.delete(userId)
    call.state.requests.set(token, {
      token,
      applicationId: grant!.applicationId,
      userId,
      payloads,
      claims,
      status: 'waiting',
      expiresAt: call.environment.clock.now() + LIFETIME * 1000,
      ...(flaw !== undefined && { flaw }),
    })
    return json(201, { token, redirectUri: `${call.baseUrl}/signing-service/sign?token=${token}` })
  },
})

/** What is to be signed, once the JWT has been held to all that it must be. */
async function contentOf(call: Call<SignatureState>, userId: string): Promise<Pick<SignatureRequest, 'payloads' | 'claims'>> {
  const mediaType = (call.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()
  if (mediaType !== 'text/plain') reject('content-type', `Content-Type is ${mediaType || 'absent'}, not text/plain`, 'content-type')
  const jwt = decode(call.text) ?? reject('jwt', 'the body is no JWT', '')
  const { header, payload } = jwt
  if (header['alg'] !== 'RS512') reject('jwt-algorithm', `alg is ${textOf(header['alg'])}, not RS512`, '/header/alg')
  const application = call.environment.identity.applications.get(textOf(payload['iss']))
  if (!application || application.id !== call.grant?.applicationId) reject('jwt-issuer', `iss is ${textOf(payload['iss'])}, not the application that calls`, '/iss')
  const problem = await checkSignature(call.text, application?.jwks?.keys ?? [], ['RS512'])
  if (problem) reject('jwt-signature', problem.detail, '')
  if (payload['sub'] !== userId) reject('jwt-subject', `sub is ${textOf(payload['sub'])}, not the user who is signed in`, '/sub')
  if (payload['aud'] !== `${call.baseUrl}/signing-service`) reject('jwt-audience', `aud is ${textOf(payload['aud'])}, not the address of the service`, '/aud')
  const now = Math.floor(call.environment.clock.now() / 1000)
  const { exp } = payload
  if (typeof exp !== 'number' || exp <= now || exp > now + LIFETIME + 60) reject('jwt-expiry', `exp is ${textOf(exp)}: it has to lie within ten minutes`, '/exp')
  if (payload['algorithm'] !== 'RS256' && payload['algorithm'] !== 'RS1') reject('algorithm', `algorithm is ${textOf(payload['algorithm'])}`, '/algorithm')
  if (payload['algorithm'] === 'RS1') call.note({ rule: 'algorithm-sha1', detail: 'algorithm is RS1: SHA-1 is out of use', clause: 'EPSP05, SHA-256 signing', pointer: '/algorithm' })
  const list = Array.isArray(payload['payloads']) ? (payload['payloads'] as Partial<Payload>[]) : []
  if (list.length < 1 || list.length > MOST) reject('payloads', `payloads has ${list.length} documents, not 1 to ${MOST}`, '/payloads')
  if (list.some(({ id, payload: content }) => typeof id !== 'string' || id === '' || typeof content !== 'string' || !/^[A-Za-z0-9+/]+=*$/.test(content)))
    reject('payloads', 'a document lacks its id, or is not in base64', '/payloads')
  if (new Set(list.map(({ id }) => id)).size !== list.length) reject('payloads', 'two documents have the same id', '/payloads')
  return { payloads: list as Payload[], claims: payload }
}
