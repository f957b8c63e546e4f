import { createHash, createHmac } from 'node:crypto'
import { planView, type ChannelView, type Message } from './message.ts'
import type { Callback } from './state.ts'

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
