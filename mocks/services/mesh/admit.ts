import type { Call } from '../../kit/call.ts'
import { empty } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import { fault, FAULTS, rejection, REJECTIONS } from './errors.ts'
import type { Mailbox } from './message.ts'
import { settle } from './settle.ts'
import type { MeshState } from './state.ts'
import { hashOf, parseToken, sameHash, timeOf } from './token.ts'
import { acceptedVersion } from './version.ts'

const CLAUSE = 'MESH API 2.0.0, MESH Authorization header'
const TWO_HOURS_MS = 2 * 3_600_000
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** MESH is reached through mutual TLS only. */
export function demandCertificate(call: Call<MeshState>): void {
  if (call.incoming.clientCertificate) return
  refuse(empty(403), { rule: 'client-certificate-missing', detail: 'the call came without a verified client certificate', clause: 'MESH API 2.0.0, Get a TLS certificate' })
}

/** A caller that names a version of the API must do so in the published form. */
export function demandVersion(call: Call<MeshState>): void {
  if (acceptedVersion(call.header('accept')) !== undefined) return
  refuse(fault(call, 400, { event: '', code: '', text: 'Accept header api format incorrect' }), {
    rule: 'accept-version',
    detail: `Accept is ${call.header('accept')}`,
    clause: 'MESH API 2.0.0, accept header',
    pointer: 'accept',
  })
}

/**
 * Lets the owner of the mailbox in the path in: an HMAC over mailbox, nonce, count, password and time, each token once and
 * within two hours.
 */
export function demandToken(call: Call<MeshState>): void {
  const { state, environment } = call
  settle(state, environment)
  const reject = (why: keyof typeof REJECTIONS, rule: string, detail: string): never => refuse(rejection(call, why), { rule, detail, clause: CLAUSE, pointer: 'authorization' })

  const header = call.header('authorization')
  if (header === undefined || header.trim() === '') return reject('unreadable', 'authorization-missing', 'there is no Authorization header')
  const token = parseToken(header)
  if (!token) return reject('unreadable', 'authorization-malformed', 'it is not "NHSMESH mailbox:nonce:count:yyyyMMddHHmm:hash"')
  const id = mailboxId(call)
  if (token.mailbox.toUpperCase() !== id) return reject('otherMailbox', 'authorization-other-mailbox', `the token is for ${token.mailbox}, the path for ${id}`)
  const mailbox = state.mailboxes.get(id)
  if (!mailbox) return refuse(fault(call, 403, FAULTS.noMailbox), { rule: 'mailbox-unknown', detail: `there is no mailbox ${id}`, clause: CLAUSE, pointer: 'authorization' })
  if (!sameHash(token.hash, hashOf(token, mailbox.password, state.sharedKey))) return reject('wrongHash', 'authorization-hash', 'the hash does not come from this mailbox, password, shared key, nonce, count and time')
  const age = Math.abs(environment.clock.now() - timeOf(token.timestamp))
  if (!(age <= TWO_HOURS_MS)) return reject('wrongHash', 'authorization-time', `${token.timestamp} is more than two hours from the time here`)
  const used = `${id}:${token.nonce}:${token.nonceCount}`
  if (state.usedTokens.has(used)) return reject('usedBefore', 'authorization-replayed', 'nonce and count were used before')
  state.usedTokens.add(used)
  if (mailbox.inactive) return reject('inactive', 'mailbox-inactive', `mailbox ${id} is not active`)
  if (!UUID.test(token.nonce)) call.note({ rule: 'authorization-nonce', detail: 'the nonce is no UUID', clause: CLAUSE, pointer: 'authorization' })
}

/** What every operation on a mailbox demands. */
export const OWNER_ONLY = [demandCertificate, demandVersion, demandToken]

export const mailboxId = (call: Call<MeshState>): string => (call.params['mailbox'] ?? '').toUpperCase()

/** The mailbox in the path, once its owner was let in. */
export const mailboxOf = (call: Call<MeshState>): Mailbox => call.state.mailboxes.get(mailboxId(call))!
