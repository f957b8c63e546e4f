import type { Channel, RoutingPlan } from './state.ts'

export type MessageStatus = 'created' | 'pending_enrichment' | 'enriched' | 'sending' | 'delivered' | 'failed'
export type ChannelStatus = 'created' | 'sending' | 'delivered' | 'failed' | 'skipped'

/** Whether a message has come to its end. */
export const isOver = (status: MessageStatus): boolean => status === 'delivered' || status === 'failed'

/** One way on which a message goes to the patient, as the API shows it. */
export interface ChannelView {
  type: Channel
  retryCount?: number
  cascadeType: 'primary' | 'secondary'
  cascadeOrder: number
  channelStatus: ChannelStatus
  channelStatusDescription?: string
  channelFailureReasonCode?: string
  supplierStatus?: string
  timestamps: { created: string; delivered?: string; failed?: string }
  routingPlan: { id: string; version: string; type: 'original' | 'override' }
  metadata?: { id?: string; source: string; label: string }[]
}

/** A message as Notify holds it. */
export interface Message {
  /** 27 letters and digits. */
  id: string
  applicationId: string
  nhsNumber: string | undefined
  messageReference: string
  messageBatchReference?: string
  /** ODS code of the originator. */
  originator?: string
  personalisation: Record<string, unknown>
  contactDetails?: unknown
  plan: RoutingPlan
  status: MessageStatus
  description?: string
  failureReasonCode?: string
  channels: ChannelView[]
  timestamps: { created: string; enriched?: string; delivered?: string; failed?: string }
  metadata: { queriedAt: string; version: string; source: 'pds'; labels: Channel[] }[]
}

const PLAN_VERSION = 'ztoe2qRAM8M8vS0bqajhyEBcvXacrGPp'
const PLAN_CREATED = '2023-11-17T14:27:51.413Z'

/** A routing plan as it stands in answers. */
export const planView = ({ id, name }: RoutingPlan) => ({ id, name, version: PLAN_VERSION, createdDate: PLAN_CREATED })

/** A message as its status is asked for. Nothing of the patient is in it: neither number, nor contact, nor personalisation. */
export function messageView(message: Message, self: string) {
  const { id, plan, messageReference, status, description, failureReasonCode, channels, timestamps, metadata } = message
  return {
    data: {
      type: 'Message',
      id,
      attributes: {
        routingPlan: planView(plan),
        messageReference,
        messageStatus: status,
        ...(description !== undefined && { messageStatusDescription: description }),
        ...(failureReasonCode !== undefined && { messageFailureReasonCode: failureReasonCode }),
        ...(channels.length > 0 && { channels }),
        timestamps,
        ...(metadata.length > 0 && { metadata }),
      },
      links: { self },
    },
  }
}

/** The channels of a plan, as they are made once the patient's details are known. The NHS App needs no contact details. */
export function channelsOf(plan: RoutingPlan, at: string, contactId: () => string): ChannelView[] {
  return plan.channels.map((type, index) => ({
    type,
    cascadeType: 'primary',
    cascadeOrder: index + 1,
    channelStatus: 'created',
    timestamps: { created: at },
    routingPlan: { id: plan.id, version: PLAN_VERSION, type: 'original' },
    ...(type !== 'nhsapp' && { metadata: [{ id: contactId(), source: 'pds', label: 'recipient_contact' }] }),
  }))
}
