import { readFileSync } from 'node:fs'
import type { Violation } from '../../../config/evidence.ts'
import type { Call } from '../../kit/call.ts'
import { json, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import { mediaTypeFor } from './media-type.ts'
import type { NotifyState } from './state.ts'

type NotifyCall = Call<NotifyState>

interface Published {
  status: number
  title: string
  detail: string
  source?: { pointer?: string; header?: string }
}

/** The documented errors, by their codes. */
const PUBLISHED = JSON.parse(readFileSync(new URL('errors.json', import.meta.url), 'utf8')) as Record<string, Published>

export type Code = keyof typeof PUBLISHED

/** One error of an answer, where it differs from the published text. */
export interface NotifyError {
  code: string
  pointer?: string
  status?: number
  title?: string
  detail?: string
}

const ABOUT = 'https://digital.nhs.uk/developer/api-catalogue/nhs-notify'
/** No answer lists more errors than this. Source: 400 of Send a batch of messages. */
const MOST_ERRORS = 100

/** An answer of JSON:API errors. */
export function failure(call: NotifyCall, errors: readonly NotifyError[], headers: Record<string, string> = {}): Reply {
  const id = `rrt-${call.environment.random.digits(19)}-c-geu2-${call.environment.random.digits(5)}-${call.environment.random.digits(7)}`
  const list = errors.slice(0, MOST_ERRORS).map(({ code, pointer, ...words }, at) => {
    const { status, title, detail, source } = { ...PUBLISHED[code]!, ...words }
    return {
      id: `${id}-${at + 3}.0`,
      code,
      links: { about: ABOUT, ...(code === 'CM_INVALID_NHS_NUMBER' && { nhsNumbers: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html' }) },
      status: String(status),
      title,
      detail,
      ...(pointer !== undefined ? { source: { pointer } } : source && { source }),
    }
  })
  const [first] = errors
  return json(first!.status ?? PUBLISHED[first!.code]!.status, { errors: list }, { 'content-type': mediaTypeFor(call), ...headers })
}

/** Refuses with one error because the caller broke a rule. */
export function reject(call: NotifyCall, error: NotifyError, violation: Violation): never {
  return refuse(failure(call, [error]), violation)
}

const LATER = { 'retry-after': '300' }
const of =
  (code: string, words: Omit<NotifyError, 'code'> = {}, headers?: Record<string, string>) =>
  (call: NotifyCall): Reply =>
    failure(call, [{ code, ...words }], headers)

const DUPLICATE_MESSAGE = { title: 'Duplicate message request', detail: 'Request exists with identical messageReference', pointer: '/data/attributes/messageReference' }

/** Every documented error by name, for faults. The codes that stand for two statuses have a name each. */
export const errors: Record<string, (call: NotifyCall) => Reply> = {
  ...Object.fromEntries(Object.keys(PUBLISHED).map((code) => [code, of(code)])),
  CM_RETRY_TOO_EARLY: of('CM_RETRY_TOO_EARLY', {}, LATER),
  CM_QUOTA: of('CM_QUOTA', {}, { 'retry-after': '1' }),
  CM_SERVICE_UNAVAILABLE: of('CM_SERVICE_UNAVAILABLE', {}, { 'retry-after': '5' }),
  CM_DUPLICATE_MESSAGE: of('CM_DUPLICATE_REQUEST', DUPLICATE_MESSAGE),
  CM_TIMEOUT_DOWNSTREAM: of('CM_TIMEOUT', { status: 504, title: 'Unable to call service', detail: 'The downstream service has not responded within the configured timeout period.' }),
  CM_REPORT_NOT_FOUND: of('CM_NOT_FOUND', { detail: 'Report not found' }),
  CM_QUOTA_ACCOUNTS: of('CM_QUOTA', { detail: 'This endpoint is currently receiving a high volume of requests and is being rate limited.' }),
}
