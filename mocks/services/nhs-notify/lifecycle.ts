import type { Environment } from '../../kit/environment.ts'
import { channelsOf, isOver, type ChannelView, type Message, type MessageStatus } from './message.ts'
import type { Channel } from './state.ts'

/** Why something failed: words and codes as the service has them, `CFR_...` for a channel and `MFR_...` for the message. */
export interface Reason {
  /** Without `Failed reason: `. */
  words: string
  /** The common part: `PDSV_0002`. */
  code?: string
}

/** What happens on one channel. */
export interface ChannelStep {
  channel: Channel
  status: 'sending' | 'delivered' | 'failed' | 'skipped'
  reason?: Reason
  supplierStatus?: string
  retryCount?: number
}

const nowIn = ({ clock }: Environment) => new Date(clock.now()).toISOString()

/** Looks the patient up: from now on the message has channels. Or it fails, because there is no writing to this patient. */
export function enrich(message: Message, environment: Environment, reason?: Reason): void {
  const at = nowIn(environment)
  if (message.status !== 'created') throw new Error(`Failed to enrich message ${message.id}: it is ${message.status}. Only one that was just created can be.`)
  message.timestamps.enriched = at
  message.metadata = [{ queriedAt: at, version: '23', source: 'pds', labels: reason ? [] : [...message.plan.channels] }]
  if (reason) return end(message, 'failed', at, reason)
  message.channels = channelsOf(message.plan, at, () => environment.random.token(8).toLowerCase())
  const missing = message.plan.personalisation.filter((field) => message.personalisation[field] === undefined)
  if (missing.length > 0) return end(message, 'failed', at, { words: `Template personalisation is missing: ${missing.join(', ')}`, code: 'VALI_0001' })
  message.status = 'sending'
}

/** Lets a channel come to something. The message is delivered with its first delivery, and has failed when its last channel has. */
export function step(message: Message, { channel: type, status, reason, supplierStatus, retryCount }: ChannelStep, environment: Environment): ChannelView {
  if (message.status === 'created') enrich(message, environment)
  const channel = message.channels.find((each) => each.type === type)
  if (!channel) throw new Error(`Failed to let ${type} be ${status}: message ${message.id} goes over ${message.channels.map((each) => each.type).join(', ') || 'no channel'}.`)
  const at = nowIn(environment)
  channel.channelStatus = status
  if (status === 'delivered' || status === 'failed') channel.timestamps[status] = at
  if (retryCount !== undefined) channel.retryCount = retryCount
  if (supplierStatus !== undefined) channel.supplierStatus = supplierStatus
  if (reason) {
    channel.channelStatusDescription = reason.code === undefined ? reason.words : `Failed reason: ${reason.words}`
    if (reason.code !== undefined) channel.channelFailureReasonCode = `CFR_${reason.code}`
  }
  if (status === 'delivered' && !isOver(message.status)) end(message, 'delivered', at)
  if (status === 'failed' && !isOver(message.status) && message.channels.every((each) => each.channelStatus === 'failed' || each.channelStatus === 'skipped')) end(message, 'failed', at, reason)
  return channel
}

function end(message: Message, status: MessageStatus & ('delivered' | 'failed'), at: string, reason?: Reason): void {
  message.status = status
  message.timestamps[status] = at
  if (!reason) return
  message.description = `Failed reason: ${reason.words}`
  if (reason.code !== undefined) message.failureReasonCode = `MFR_${reason.code}`
}
