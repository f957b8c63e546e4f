import type { Environment } from '../../kit/environment.ts'
import { readCriteria } from './criteria.ts'
import { eventMessage, type EventDetails } from './event-message.ts'
import { EVENTS, type Delivery, type NemsState, type Subscription } from './state.ts'

/** What is published to the events service, and what there is to see of subscriptions and messages. */
export const controls = {
  /**
   * An event about somebody is published: one message for each mailbox whose explicit subscriptions name the patient. Which patients a
   * generic rule takes in depends on where they live and are registered: name those subscriptions in `generic`.
   */
  publish(state: NemsState, { generic = [], ...details }: EventDetails & { generic?: string[] }, { random, clock }: Environment): Delivery[] {
    if (!EVENTS[details.event]) throw new Error(`Failed to publish an event: saw ${details.event}, expected one of ${Object.keys(EVENTS).join(', ')}.`)
    const byMailbox = new Map<string, string[]>()
    for (const { id, criteria: text, mailbox } of state.subscriptions.values()) {
      const criteria = readCriteria(text)
      if ('wrong' in criteria || !criteria.events.includes(details.event)) continue
      if (criteria.patient === details.nhsNumber || generic.includes(id)) byMailbox.set(mailbox, [...(byMailbox.get(mailbox) ?? []), `${id}|${criteria.tag ?? ''}`])
    }
    const xml = eventMessage(details, { bundle: random.uuid(), header: random.uuid(), patient: random.uuid(), provenance: random.uuid(), timestamp: new Date(clock.now()).toISOString() })
    const deliveries = [...byMailbox].map(([mailbox, partners]): Delivery => ({ mailbox, workflowId: EVENTS[details.event]!.workflow, partnerId: partners.join('~'), xml }))
    state.deliveries.push(...deliveries)
    return deliveries
  },
  listSubscriptions: (state: NemsState, { organisation }: { organisation?: string } = {}): Subscription[] => [...state.subscriptions.values()].filter((each) => organisation === undefined || each.organisation === organisation),
  listDeliveries: (state: NemsState, { mailbox }: { mailbox?: string } = {}): Delivery[] => state.deliveries.filter((delivery) => mailbox === undefined || delivery.mailbox === mailbox),
}
