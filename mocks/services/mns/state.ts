import { readFileSync } from 'node:fs'
import type { CloudEvent } from './event.ts'

/** A subscription as an application made it. */
export interface Subscription {
  id: string
  applicationId: string
  /** The resource without its id and status. */
  resource: Record<string, unknown> & { criteria: string; channel: { type: string; endpoint: string; payload: string } }
}

/** A signal on its way to a subscriber's queue or mailbox. */
export interface Delivery {
  subscriptionId: string
  endpoint: string
  eventId: string
  eventType: string
  subject: string
  /** The signal in the media type that was asked for. */
  body: string
}

export interface MnsState {
  /** In the order in which they were made. */
  subscriptions: Map<string, Subscription>
  events: CloudEvent[]
  deliveries: Delivery[]
  /** Event types an application may not publish or subscribe to; by application id. */
  denied: Map<string, Set<string>>
  pageSize: number
}

/** The event types of the catalogue. */
export const EVENT_TYPES: ReadonlySet<string> = new Set(JSON.parse(readFileSync(new URL('event-types.json', import.meta.url), 'utf8')) as string[])

export function createState(): MnsState {
  return { subscriptions: new Map(), events: [], deliveries: [], denied: new Map(), pageSize: 100 }
}
