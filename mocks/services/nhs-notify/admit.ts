import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import type { Reply } from '../../kit/reply.ts'
import { errors, reject } from './errors.ts'
import { isAcceptable, isReadable } from './media-type.ts'
import { DEFAULT_ACCOUNT, type Account, type NotifyState } from './state.ts'

type NotifyCall = Call<NotifyState>

/** All that is wrong with a token is one error here. */
export const refuseAccess = (_problem: AccessProblem, call: NotifyCall): Reply => errors['CM_DENIED']!(call)

/** What was agreed with whoever calls. */
export const accountOf = (call: NotifyCall): Account => call.state.accounts.get(call.grant?.applicationId ?? '') ?? DEFAULT_ACCOUNT

/** A caller that is not onboarded, or banned, goes no further. */
export function requireAccount(call: NotifyCall): void {
  const { onboarded, banned } = accountOf(call)
  if (!onboarded) reject(call, { code: 'CM_FORBIDDEN' }, { rule: 'not-onboarded', detail: 'the application is not onboarded', clause: 'NHS Notify API, 403' })
  if (banned) reject(call, { code: 'CM_SERVICE_BAN' }, { rule: 'service-ban', detail: 'the application is banned', clause: 'NHS Notify API, 403' })
}

export function requireAcceptable(call: NotifyCall): void {
  if (!isAcceptable(call))
    reject(call, { code: 'CM_NOT_ACCEPTABLE' }, { rule: 'not-acceptable', detail: `Accept is "${call.header('accept')}"`, clause: 'NHS Notify API, Response content types', pointer: 'accept' })
}

export function requireReadable(call: NotifyCall): void {
  if (!isReadable(call))
    reject(call, { code: 'CM_UNSUPPORTED_MEDIA' }, { rule: 'media-type', detail: `Content-Type is "${call.header('content-type') ?? ''}"`, clause: 'NHS Notify API, Request content types', pointer: 'content-type' })
}
