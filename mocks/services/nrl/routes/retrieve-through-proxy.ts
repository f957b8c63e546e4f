import { parseJson } from '../../../kit/parse-json.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { outcome, reject } from '../errors.ts'
import { object, type Json } from '../json.ts'
import type { NrlState } from '../state.ts'

const CLAUSE = 'NRL: Spine Secure Proxy'
const INTERACTION = 'urn:nhs:names:services:nrl:DocumentReference.content.read'

/**
 * The Spine Secure Proxy: passes a request on to the system that holds the record, whose address stands encoded in the path.
 * It lives at the national proxy's own host; here it is below the service. See gaps.md.
 */
export const retrieveThroughProxy = route<NrlState>({
  operation: 'retrieveThroughProxy',
  method: 'GET',
  path: '/ssp/:target',
  subject: (call) => call.state.documents.get(call.params['target'] ?? '')?.nhsNumber,
  handle(call) {
    checkHeaders(call)
    checkToken(call)
    const found = call.state.documents.get(call.params['target'] ?? '')
    if (!found) return outcome({ name: 'RESOURCE_NOT_FOUND', diagnostics: 'The record is not there' })
    if (call.header('ssp-to') !== found.asid) reject('ACCESS_DENIED', 'Ssp-To does not name the system that holds the record', 'ssp-to', CLAUSE, 'ssp-to')
    return { status: 200, headers: { 'content-type': found.contentType, 'cache-control': 'no-store' }, body: Buffer.from(found.content, 'base64') }
  },
})

function checkHeaders(call: Call<NrlState>): void {
  const demand = (name: string, pattern: RegExp) => {
    if (!pattern.test(call.header(name) ?? '')) reject('BAD_REQUEST', `Header ${name} is missing or invalid`, name, CLAUSE, name)
  }
  demand('ssp-traceid', /\S/)
  demand('ssp-from', /^\d{12}$/)
  demand('ssp-to', /^\d{12}$/)
  if (call.header('ssp-interactionid') !== INTERACTION) reject('BAD_REQUEST', `Ssp-InteractionID must be ${INTERACTION}`, 'ssp-interactionid', CLAUSE, 'ssp-interactionid')
}

/** The unsigned JWT by which the holder's audit trail knows who has asked, and what for. */
function checkToken(call: Call<NrlState>): void {
  const wrong = (detail: string): never => refuse(outcome({ name: 'UNAUTHORISED', diagnostics: detail }), { rule: 'ssp-token', detail, clause: `${CLAUSE}, Access Token (JWT)`, pointer: 'authorization' })
  const [, header = '', payload = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.$/.exec(call.header('authorization') ?? '') ?? wrong('the Authorization header is no unsigned JWT')
  if (read(header)['alg'] !== 'none') wrong("alg is not 'none'")
  const claims = read(payload)
  const missing = ['iss', 'sub', 'aud', 'iat', 'exp', 'reason_for_request', 'requesting_system', 'requesting_organization', 'requesting_user'].filter((name) => claims[name] === undefined)
  if (missing.length > 0) wrong(`the token lacks ${missing.join(', ')}`)
  if (claims['reason_for_request'] !== 'directcare') wrong('reason_for_request is not directcare')
  if (Number(claims['exp']) * 1000 <= call.environment.clock.now()) wrong('the token has expired')
}

function read(part: string): Json {
  try {
    return object(parseJson(Buffer.from(part, 'base64url').toString()))
  } catch {
    // What is no JSON has no claims, and is refused for that.
    return {}
  }
}
