import { instant, type BarsState, type Receiver } from './state.ts'
import { DEFINITIONS } from './definitions.ts'
import type { Json } from './json.ts'

/** What a receiver, or the proxy itself, can do. Source: example of a CapabilityStatement. */
export function capability(state: BarsState, { name, version, url, messages, bookable }: { name: string; version: string; url: string; messages: readonly string[]; bookable: boolean }): Json {
  const token = (parameter: string, documentation: string) => ({ name: parameter, type: 'token', documentation })
  const held = (type: string) => ({
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    searchParam: [token('patient:identifier', 'NHS number, system https://fhir.nhs.uk/Id/nhs-number')],
    versioning: 'no-version',
  })
  const operation = [{ name: '$process-message', definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message' }]
  return {
    resourceType: 'CapabilityStatement',
    id: 'BaRS-FHIR-Server',
    url,
    name,
    status: 'active',
    version,
    experimental: false,
    date: instant(state.clock.now()),
    publisher: 'Assay',
    kind: 'instance',
    software: { name, version },
    implementation: { description: name, url },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: { service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth', display: 'OAuth' }] }] },
        resource: [
          { type: 'MessageDefinition', interaction: [{ code: 'search-type' }], versioning: 'no-version' },
          held('ServiceRequest'),
          ...(bookable ? [held('Appointment'), { type: 'Slot', interaction: [{ code: 'search-type' }], versioning: 'no-version' }] : []),
        ],
        operation,
      },
    ],
    messaging: [
      {
        endpoint: [{ protocol: { code: 'http' }, address: url }],
        supportedMessage: DEFINITIONS.filter(({ event }) => messages.includes(event)).map((definition) => ({ mode: 'receiver', definition: `MessageDefinition/${definition.url.split('/').at(-1)}` })),
      },
    ],
  }
}

/** The newest version that a receiver understands. */
export const newestOf = ({ versions }: Receiver): string => versions.at(-1) ?? ''
