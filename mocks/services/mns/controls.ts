import type { Environment } from '../../kit/environment.ts'
import type { CloudEvent } from './event.ts'
import { publish } from './publish.ts'
import type { Delivery, MnsState, Subscription } from './state.ts'

const SPINE = 'https://fhir.nhs.uk/Id/nhsSpineASID/477121000324'

/** What national services publish, and what there is to see of subscriptions and signals. */
export const controls = {
  /** A national service publishes an event; gives the signals for those who subscribed. They are not brought to queue or mailbox by themselves. */
  publish(state: MnsState, event: Pick<CloudEvent, 'type' | 'subject'> & Partial<CloudEvent>, environment: Environment): Delivery[] {
    const { random, clock } = environment
    return publish(state, { specversion: '1.0', id: random.uuid(), source: SPINE, time: new Date(clock.now()).toISOString(), ...event }, environment)
  },
  listSubscriptions: (state: MnsState): Subscription[] => [...state.subscriptions.values()],
  /** Signals about somebody, oldest first. */
  listDeliveries: (state: MnsState, { subject }: { subject?: string } = {}): Delivery[] => state.deliveries.filter((delivery) => subject === undefined || delivery.subject === subject),
  /** Forgets all subscriptions, as for an application that starts anew. */
  clearSubscriptions(state: MnsState): void {
    state.subscriptions.clear()
  },
  setPageSize(state: MnsState, { entries }: { entries: number }): void {
    state.pageSize = entries
  },
  /** Forbids an application an event type. */
  deny(state: MnsState, { applicationId, eventType }: { applicationId: string; eventType: string }): void {
    state.denied.set(applicationId, new Set([...(state.denied.get(applicationId) ?? []), eventType]))
  },
}
