import type { CloudEvent } from './event.ts'

const SUBSCRIPTIONS = 'https://api.service.nhs.uk/multicast-notification-service/subscriptions'

const part = (name: string, value: Record<string, unknown>) => ({ name, ...value })

/** An event as a FHIR R4 signal: a history Bundle with a subscription status. Source: signal examples, FHIR R4. */
export function fhirSignal({ id, type, time, subject, source, dataref, versionid }: CloudEvent): Record<string, unknown> {
  const status = {
    resourceType: 'Parameters',
    meta: { profile: ['http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4'] },
    id,
    parameter: [
      part('subscription', { valueReference: { reference: SUBSCRIPTIONS } }),
      part('status', { valueCode: 'active' }),
      part('type', { valueCode: 'event-notification' }),
      part('notification-event', {
        part: [
          part('event-number', { valueString: '1' }),
          part('timestamp', { valueInstant: time }),
          ...(dataref === undefined ? [] : [part('focus', { valueReference: { reference: dataref } })]),
        ],
      }),
      part('additional-context', {
        part: [
          part('event-type', { valueString: type }),
          part('source', { valueUri: source }),
          part('subject', { valueReference: { identifier: { value: subject } } }),
          ...(versionid === undefined ? [] : [part('version-id', { valueString: versionid })]),
        ],
      }),
    ],
  }
  return {
    resourceType: 'Bundle',
    id,
    type: 'history',
    timestamp: time,
    entry: [{ fullUrl: `urn:uuid:${id}`, resource: status, request: { method: 'GET', url: SUBSCRIPTIONS }, response: { status: '200' } }],
  }
}
