import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { NationalRefusal, refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const NHS_NOTIFY = 'NHS Notify'

/** The routing plan for what staff write themselves: the NHS App, and a text message to whoever has not read it after a day. */
const FREE_TEXT_PLAN = '00000000-0000-0000-0000-000000000006'

/** A batch as NHS Notify is given it. */
export interface OutgoingBatch {
  /** Ours; NHS Notify takes the same one only once. Says nothing about anybody. */
  reference: string
  text: string
  /** What the text message says that follows an unread message. */
  nudge: string
  /** ODS code of the practice. */
  odsCode: string
  recipients: readonly { nhsNumber: string; reference: string }[]
}

/** What became of handing a batch over: taken in under these ids, or taken in before. */
export type Acceptance = { ids: ReadonlyMap<string, string> }

/**
 * The batch: to whom, in whose name, the text, and references that mean nothing to anybody else. Nothing more about a patient than the
 * NHS number; where they can be reached NHS Notify finds out for itself. Source: NHS Notify API, Send a batch of messages.
 */
export const messageBatch = behaviour(
  'invitations.messageBatch',
  (_work: Work, { reference, text, nudge, odsCode, recipients }: OutgoingBatch): JsonObject => ({
    data: {
      type: 'MessageBatch',
      attributes: {
        routingPlanId: FREE_TEXT_PLAN,
        messageBatchReference: reference,
        messages: recipients.map((recipient) => ({
          messageReference: recipient.reference,
          recipient: { nhsNumber: recipient.nhsNumber },
          originator: { odsCode },
          personalisation: { nhsapp_body: text, sms_body: nudge },
        })),
      },
    },
  }),
)

/** Codes of JSON:API errors. */
const codesOf = (body: JsonObject): string[] => (Array.isArray(body['errors']) ? body['errors'].filter(isObject).map(({ code }) => String(code)) : [])

/** The words of the first JSON:API error. */
const wordsOf = (body: JsonObject): string | undefined => {
  const first = Array.isArray(body['errors']) ? body['errors'].find(isObject) : undefined
  return typeof first?.['detail'] === 'string' ? first['detail'] : undefined
}

/**
 * What an answer says: that the batch was taken in now (201), or that it had been before (422, duplicate): our reference is
 * never given twice. Anything else is no such answer.
 */
export const readBatchAcceptance = behaviour('invitations.readBatchAcceptance', (answer: Answer): Acceptance => {
  const { status, body, headers } = answer
  if (status === 422 && codesOf(body).includes('CM_DUPLICATE_REQUEST')) return { ids: new Map() }
  if (status === 425) {
    const seconds = Number(headers['retry-after']) || 300
    throw new NationalRefusal('national-unavailable', `${NHS_NOTIFY} is still working on these invitations. Look again in ${Math.ceil(seconds / 60)} minutes.`, { outcomeUnknown: true, retryAfterSeconds: seconds })
  }
  if (status >= 400) {
    const words = wordsOf(body)
    throw refusalFor(NHS_NOTIFY, words === undefined ? answer : { ...answer, body: { issue: [{ diagnostics: words }] } })
  }
  const data = isObject(body['data']) ? body['data'] : {}
  const attributes = isObject(data['attributes']) ? data['attributes'] : {}
  const messages = Array.isArray(attributes['messages']) ? attributes['messages'].filter(isObject) : []
  if (status !== 201 || messages.length === 0) throw unreadableAnswer(NHS_NOTIFY, `${status} without messages`)
  return { ids: new Map(messages.map(({ messageReference, id }) => [String(messageReference), String(id)])) }
})

/**
 * Hands a batch over, in the application's own name. NHS Notify knows a batch again by its reference, so the very same may be sent
 * again whenever nobody knows whether it arrived.
 *
 * @throws NationalRefusal saying whether the batch may have been taken in all the same
 */
export async function sendThroughNotify(work: Work, batch: OutgoingBatch): Promise<Acceptance> {
  const answer = await work.services.platform.call({
    service: NHS_NOTIFY,
    as: 'application',
    correlationId: work.interaction,
    method: 'POST',
    path: '/comms/v1/message-batches',
    headers: { accept: 'application/vnd.api+json' },
    mediaType: 'application/vnd.api+json',
    body: messageBatch(work, batch),
  })
  return readBatchAcceptance(answer)
}
