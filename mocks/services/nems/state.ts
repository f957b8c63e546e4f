import { readFileSync } from 'node:fs'

/** A subscription as it was asked for, in the STU3 resource's own members. */
export interface Subscription {
  id: string
  /** ASID of the system that made it. */
  asid: string
  /** ODS code of the organisation that it is for. */
  organisation: string
  criteria: string
  reason: string
  /** MESH mailbox that events go to. */
  mailbox: string
  /** XML of the resource as it is answered. */
  xml: string
  end?: string
}

/** An event message on its way to a mailbox. */
export interface Delivery {
  mailbox: string
  workflowId: string
  /** `{subscription id}|{tag}` of every subscription that it is for, joined by `~`. */
  partnerId: string
  xml: string
}

/** Events by their codes, with the MESH workflow they come under. */
export const EVENTS = JSON.parse(readFileSync(new URL('events.json', import.meta.url), 'utf8')) as Record<string, { workflow: string; display: string }>

export interface NemsState {
  subscriptions: Map<string, Subscription>
  deliveries: Delivery[]
  /** ASID of this service: what callers name in toASID. */
  asid: string
}

export const createState = (): NemsState => ({ subscriptions: new Map(), deliveries: [], asid: '477121000324' })
