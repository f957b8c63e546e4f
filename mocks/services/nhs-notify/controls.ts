import { deliver } from '../../kit/deliver.ts'
import type { Environment } from '../../kit/environment.ts'
import { heldBack, jsonTo, postTo, type Delivery } from '../../kit/post-to.ts'
import { channelEvent, messageEvent, signatureOf, type CallbackBody } from './callback.ts'
import { enrich, step, type ChannelStep, type Reason } from './lifecycle.ts'
import type { Message } from './message.ts'
import { DEFAULT_ACCOUNT, type Account, type AppAccount, type Callback, type NotifyState, type RoutingPlan } from './state.ts'

/** How long Notify waits for the receiver of a callback, when the caller does not say. */
const CALLBACK_TIMEOUT_MS = 10_000
const LINK = 'https://api.service.nhs.uk/comms/v1/messages'

/** Who posts a callback: Notify; somebody who knows neither secret; somebody who got hold of the API key; or of a signed callback, whose body they change. */
export type Poster = 'nhs-notify' | 'nobody' | 'knows-api-key' | 'reuses-signature'

/** What happens to messages in NHS Notify, what was agreed at onboarding, and what there is to see. */
export const controls = {
  /** Agrees where callbacks go and what they are signed with, as onboarding does. */
  setCallback(state: NotifyState, callback: Callback): void {
    state.callback = callback
  },
  /** Agrees what an application may do; what is not named stays as by default. */
  setAccount(state: NotifyState, { applicationId, ...account }: { applicationId: string } & Partial<Account>): void {
    state.accounts.set(applicationId, { ...DEFAULT_ACCOUNT, ...account })
  },
  putPlan(state: NotifyState, plan: RoutingPlan): void {
    state.plans.set(plan.id, plan)
  },
  putAppAccount(state: NotifyState, account: AppAccount): void {
    state.appAccounts.set(account.nhsNumber, account)
  },
  setPageSize(state: NotifyState, { entries }: { entries: number }): void {
    state.pageSize = entries
  },
  /** How long requests are processed from now on: one with the same reference is too early until then. */
  setProcessingTime(state: NotifyState, { ms }: { ms: number }): void {
    state.processingMs = ms
  },

  /** What was taken in, oldest first. All conditions given must hold. */
  listMessages: (state: NotifyState, { nhsNumber, messageBatchReference }: { nhsNumber?: string; messageBatchReference?: string } = {}): Message[] =>
    [...state.messages.values()].filter(
      (message) => (nhsNumber === undefined || message.nhsNumber === nhsNumber) && (messageBatchReference === undefined || message.messageBatchReference === messageBatchReference),
    ),

  /** Looks the recipient up, or fails to. */
  enrich(state: NotifyState, { messageId, reason }: { messageId: string; reason?: Reason }, environment: Environment): Message {
    const message = find(state, messageId)
    enrich(message, environment, reason)
    return message
  },
  /** Lets something happen on a channel, without telling anybody. */
  step(state: NotifyState, { messageId, ...what }: { messageId: string } & ChannelStep, environment: Environment): Message {
    const message = find(state, messageId)
    step(message, what, environment)
    return message
  },
  /** The callback body that tells how messages stand now; nothing is posted. Events of several messages may come together. */
  draftCallback: (state: NotifyState, { messageIds }: { messageIds: string[] }, environment: Environment): CallbackBody => ({
    data: messageIds.map((id) => messageEvent(find(state, id), nowIn(environment), `${LINK}/${id}`)),
  }),
  /** The callback body that tells how a channel of a message stands now. */
  draftChannelCallback(state: NotifyState, { messageId, channel }: { messageId: string; channel: ChannelStep['channel'] }, environment: Environment): CallbackBody {
    const message = find(state, messageId)
    const found = message.channels.find(({ type }) => type === channel)
    if (!found) throw new Error(`Failed to tell of ${channel}: message ${messageId} does not go over it.`)
    return { data: [channelEvent(message, found, nowIn(environment), `${LINK}/${messageId}`)] }
  },
  /** Posts a callback body to the agreed address, as Notify or as somebody else. Posting the same body twice is a duplicate delivery. */
  postCallback(state: NotifyState, { body, as = 'nhs-notify', timeoutMs }: { body: unknown; as?: Poster; timeoutMs?: number }, environment: Environment): Promise<Delivery> {
    const { callback } = state
    if (!callback) throw new Error('Failed to post a callback: none was agreed. Call setCallback first.')
    const text = JSON.stringify(body)
    const isChannel = text.includes('"ChannelStatus"')
    const url = isChannel ? callback.channelStatusUrl : callback.messageStatusUrl
    const request = jsonTo(url, text, headersOf(as, text, callback))
    return deliver(
      environment,
      { service: 'nhs-notify', delivery: 'callback' },
      () => postTo(request, { authority: callback.authority, timeoutMs: timeoutMs ?? CALLBACK_TIMEOUT_MS }),
      async () => heldBack(request),
    )
  },
}

function headersOf(as: Poster, body: string, callback: Callback): Record<string, string> {
  const signature = 'x-hmac-sha256-signature'
  switch (as) {
    case 'nhs-notify':
      return { 'x-api-key': callback.apiKey, [signature]: signatureOf(body, callback) }
    case 'nobody':
      return {}
    case 'knows-api-key':
      // The key alone, without the application id in front, is the likeliest wrong guess.
      return { 'x-api-key': callback.apiKey, [signature]: signatureOf(body, { applicationId: '', apiKey: callback.apiKey }) }
    case 'reuses-signature':
      return { 'x-api-key': callback.apiKey, [signature]: signatureOf(`${body} `, callback) }
  }
}

const nowIn = ({ clock }: Environment) => new Date(clock.now()).toISOString()

function find(state: NotifyState, id: string): Message {
  const message = state.messages.get(id)
  if (!message) throw new Error(`Failed to find message ${id}. There are: ${[...state.messages.keys()].join(', ') || 'none'}.`)
  return message
}
