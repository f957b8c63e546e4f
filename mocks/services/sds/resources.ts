import type { Call } from '../../kit/call.ts'
import { json, type Reply } from '../../kit/reply.ts'
import type { AccreditedSystem, MessageHandler } from '../../kit/spine-directory.ts'
import { DIRECTORY, type SdsState } from './state.ts'
import { EXTENSION, SYSTEM } from './systems.ts'

type Resource = { id: string } & Record<string, unknown>

const identifierOf = (system: string, value: string) => ({ identifier: { system, value } })

/** An accredited system as a Device. */
export function device({ id, asid, partyKey, organisation, manufacturer, interactions }: AccreditedSystem): Resource {
  return {
    resourceType: 'Device',
    id,
    identifier: [
      { system: SYSTEM.asid, value: asid },
      { system: SYSTEM.partyKey, value: partyKey },
    ],
    extension: [
      { url: EXTENSION.manufacturer, valueReference: identifierOf(SYSTEM.ods, manufacturer) },
      ...interactions.map((interaction) => ({ url: EXTENSION.interaction, valueReference: identifierOf(SYSTEM.interaction, interaction) })),
    ],
    owner: identifierOf(SYSTEM.ods, organisation),
  }
}

/** A message handling record as Endpoints: one for each of its addresses. What the Spine forwards has the Spine's own address. */
export function endpoints(handler: MessageHandler): Resource[] {
  const forwarder = forwarderOf(handler.interaction)
  const addresses = forwarder === undefined ? handler.addresses : [forwarder]
  return addresses.map((address) => ({
    resourceType: 'Endpoint',
    id: handler.id,
    status: 'active',
    connectionType: { system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type', code: 'hl7-fhir-msg', display: 'HL7 FHIR Messaging' },
    payloadType: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/endpoint-payload-type', code: 'any', display: 'Any' }] }],
    address,
    managingOrganization: identifierOf(SYSTEM.ods, handler.organisation),
    identifier: [
      { system: SYSTEM.fqdn, value: handler.fqdn },
      { system: SYSTEM.partyKey, value: handler.partyKey },
      { system: SYSTEM.cpaId, value: handler.cpaId },
      { system: SYSTEM.mhsId, value: handler.cpaId },
    ],
    extension: [
      {
        url: EXTENSION.reliability,
        extension: Object.entries(handler.reliability).map(([url, value]) => (typeof value === 'number' ? { url, valueInteger: value } : { url, valueString: value })),
      },
      { url: EXTENSION.interaction, valueReference: identifierOf(SYSTEM.interaction, handler.interaction) },
    ],
  }))
}

/** The Spine's own address for an interaction that it passes on. Source: "For all intermediary messaging endpoint lookups". */
function forwarderOf(interaction: string): string | undefined {
  const [service = '', message = ''] = interaction.split(':').slice(-2)
  const { forwarded, spine } = DIRECTORY
  if (!forwarded.services.includes(service)) return undefined
  if (forwarded.reliable.includes(message)) return spine.reliable
  return forwarded.express.includes(message) ? spine.express : undefined
}

/** What was found, possibly nothing, as a searchset. The link to itself is not URL-encoded. */
export function searchset(call: Call<SdsState>, resources: readonly Resource[], mediaType: string): Reply {
  const [path, query] = call.url.split('?')
  const here = `${call.baseUrl}${path}`
  const body = {
    resourceType: 'Bundle',
    id: call.environment.random.uuid().toUpperCase(),
    type: 'searchset',
    total: resources.length,
    link: [{ relation: 'self', url: `${here}${query === undefined ? '' : `?${decodeURIComponent(query.replaceAll('+', ' '))}`}` }],
    entry: resources.map((resource) => ({ fullUrl: `${here}/${resource.id}`, resource, search: { mode: 'match' } })),
  }
  return json(200, body, { 'content-type': mediaType })
}
