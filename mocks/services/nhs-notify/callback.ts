import { createHash, createHmac } from 'node:crypto'
import { Agent, fetch } from 'undici'
import { planView, type ChannelView, type Message } from './message.ts'
import type { Callback } from './state.ts'

/** What came of a callback: the exchange as evidence, and whether the receiver took it. */
export interface Delivery {
  /** The receiver answered 202. */
  accepted: boolean
  /** ISO 8601 instant at which the request left. */
  startedAt: string
  durationMs: number
  request: { method: 'POST'; url: string; headers: Record<string, string>; body: string }
  /** Absent when no answer came. */
  response?: { status: number; headers: Record<string, string>; body: string }
  /** Why no answer came. */
  failure?: string
}

/** A callback's body: `data` holds one or more events. */
export type CallbackBody = { data: Record<string, unknown>[] }

const eventOf = (type: string, attributes: Record<string, unknown>, message: string) => ({
  type,
  attributes,
  links: { message },
  meta: { idempotencyKey: createHash('sha256').update(JSON.stringify([type, attributes])).digest('hex') },
})

/** The message-status event of how a message stands now. The same state told twice has the same idempotency key. */
export function messageEvent(message: Message, at: string, link: string): Record<string, unknown> {
  const { id, messageReference, status, description, failureReasonCode, channels, plan, metadata } = message
  const attributes = {
    messageId: id,
    messageReference,
    messageStatus: status,
    ...(description !== undefined && { messageStatusDescription: description }),
    ...(failureReasonCode !== undefined && { messageFailureReasonCode: failureReasonCode }),
    ...(channels.length > 0 && { channels: channels.map(({ type, channelStatus }) => ({ type, channelStatus })) }),
    timestamp: at,
    routingPlan: planView(plan),
    ...(metadata.length > 0 && { metadata: metadata.map(({ version, queriedAt, source }) => ({ version, queriedAt, source })) }),
  }
  return eventOf('MessageStatus', attributes, link)
}

/** The channel-status event of how one channel of a message stands now. */
export function channelEvent(message: Message, channel: ChannelView, at: string, link: string): Record<string, unknown> {
  const { type, cascadeType, cascadeOrder, channelStatus, channelStatusDescription, channelFailureReasonCode, supplierStatus, retryCount, metadata } = channel
  const attributes = {
    messageId: message.id,
    messageReference: message.messageReference,
    cascadeType,
    cascadeOrder,
    channel: type,
    channelStatus,
    ...(channelStatusDescription !== undefined && { channelStatusDescription }),
    ...(channelFailureReasonCode !== undefined && { channelFailureReasonCode }),
    ...(supplierStatus !== undefined && { supplierStatus }),
    timestamp: at,
    retryCount: retryCount ?? 0,
    ...(metadata && { metadata }),
  }
  return eventOf('ChannelStatus', attributes, link)
}

/** Hex HMAC-SHA256 of a callback's body. Source: callbacks, `x-hmac-sha256-signature`; the key is `<application id>.<api key>`. */
export const signatureOf = (body: string, { applicationId, apiKey }: Pick<Callback, 'applicationId' | 'apiKey'>): string =>
  createHmac('sha256', `${applicationId}.${apiKey}`).update(body).digest('hex')

/** Posts a callback with the headers given. Never throws for what the receiver does. */
export async function post(url: string, body: string, headers: Record<string, string>, { authority, timeoutMs }: { authority?: string | undefined; timeoutMs: number }): Promise<Delivery> {
  const request = { method: 'POST' as const, url, headers: { 'content-type': 'application/json', ...headers }, body }
  const agent = new Agent({ connect: { ...(authority !== undefined && { ca: authority }) } })
  const startedAt = new Date().toISOString()
  const started = performance.now()
  try {
    const response = await fetch(url, { ...request, dispatcher: agent, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const text = await response.text()
    return { accepted: response.status === 202, startedAt, durationMs: performance.now() - started, request, response: { status: response.status, headers: Object.fromEntries(response.headers), body: text } }
  } catch (thrown) {
    return { accepted: false, startedAt, durationMs: performance.now() - started, request, failure: describe(thrown) }
  } finally {
    await agent.destroy()
  }
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  return thrown.cause instanceof Error ? `${thrown.message}: ${thrown.cause.message}` : thrown.message
}
