import type { Environment } from '../../kit/environment.ts'
import { matches, readCriteria, type CloudEvent } from './event.ts'
import { fhirSignal } from './signal.ts'
import type { Delivery, MnsState } from './state.ts'

/** Multicasts an event: one signal for each subscription that wants it. */
export function publish(state: MnsState, event: CloudEvent, { directory }: Environment): Delivery[] {
  const makersOf = (organisation: string) => directory.systems.filter((system) => system.organisation === organisation).map(({ manufacturer }) => manufacturer)
  state.events.push(event)
  const deliveries = [...state.subscriptions.values()]
    .filter(({ resource }) => matches(event, readCriteria(resource.criteria)!, makersOf))
    .map(({ id, resource: { channel } }): Delivery => ({
      subscriptionId: id,
      endpoint: channel.endpoint,
      eventId: event.id,
      eventType: event.type,
      subject: event.subject,
      body: JSON.stringify(channel.payload === 'application/json' ? event : fhirSignal(event)),
    }))
  state.deliveries.push(...deliveries)
  return deliveries
}
