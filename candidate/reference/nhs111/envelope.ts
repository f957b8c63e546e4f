import { behaviour } from '../behaviour.ts'
import { attribute, below, children, parseXml, textOf } from './dom.ts'
import { ItkFault } from './fault.ts'

/** An ITK 2 message with a report in it. */
export interface ReportEnvelope {
  /** `urn:nhs-itk:services:201005:SendNHS111Report-v2-0`. */
  action: string
  trackingId: string
  /** ODS codes of the organisations that it is addressed to. */
  addresses: readonly string[]
  /** ODS code of whoever sends. */
  sender?: string
  /** What the recipient is: `urn:nhs-itk:interaction:copyRecipientNHS111CDADocument-v2-0`. */
  interaction: string
  /** The ClinicalDocument. */
  document: Element
}

const ADDRESS = /^urn:nhs-uk:addressing:ods:([^:]+)/
const SERVICE = /:SendNHS111Report-v2-0(_DMS)?$/

/** Whether the action of the message is the service that its header names. */
export const isSameService = behaviour('nhs111.isSameService', (action: string, service: string): boolean => action === service)

/** What is wrong with the manifest; nothing when all is well. Source: acknowledgements of the 111 adaptor. */
export const manifestProblem = behaviour('nhs111.manifestProblem', ({ count, items, payloadCount, payloads }: { count: number; items: readonly string[]; payloadCount: number; payloads: readonly string[] }): string | undefined => {
  if (count !== items.length) return 'The number of manifest instances does not match the manifest count specified'
  if (count !== payloadCount || payloadCount !== payloads.length) return 'Manifest count does not match payload count'
  return payloads.every((id) => items.includes(id)) ? undefined : 'Payload IDs do not map to Manifest IDs'
})

/**
 * Takes a message apart.
 *
 * @throws ItkFault when it is none, or contradicts itself
 */
export function readEnvelope(xml: string): ReportEnvelope {
  const invalid = (diagnostic: string): never => {
    throw new ItkFault('Invalid message', diagnostic)
  }
  const root = parseXml(xml) ?? invalid('The message cannot be read as XML.')
  if (root.localName !== 'Envelope') return invalid('The message is no SOAP envelope.')
  const action = textOf(below(root, 'Header', 'Action')) ?? invalid('The message has no action.')
  const distribution = below(root, 'Body', 'DistributionEnvelope') ?? invalid('The message has no DistributionEnvelope.')
  const header = below(distribution, 'header')
  const service = attribute(header, 'service') ?? invalid('The header names no service.')
  if (!isSameService(action, service)) throw new ItkFault('Manifest action does not match service action', `${action}, ${service}`)
  if (!SERVICE.test(service)) return invalid(`This system does not take ${service}.`)
  const trackingId = attribute(header, 'trackingid') ?? invalid('The header has no tracking id.')

  const manifest = below(header, 'manifest')
  const payloads = below(distribution, 'payloads')
  const ids = (elements: readonly Element[]) => elements.map((each) => attribute(each, 'id') ?? '')
  const problem = manifestProblem({ count: Number(attribute(manifest, 'count')), items: ids(children(manifest, 'manifestitem')), payloadCount: Number(attribute(payloads, 'count')), payloads: ids(children(payloads, 'payload')) })
  if (problem !== undefined) throw new ItkFault(problem, `Tracking id ${trackingId}`)

  const odsCode = (uri: string | undefined) => ADDRESS.exec(uri ?? '')?.[1]
  const interaction = children(below(header, 'handlingSpecification'), 'spec').find((each) => attribute(each, 'key') === 'urn:nhs-itk:ns:201005:interaction')
  const sender = odsCode(attribute(below(header, 'senderAddress'), 'uri'))
  return {
    action,
    trackingId,
    addresses: children(below(header, 'addresslist'), 'address').flatMap((each) => odsCode(attribute(each, 'uri')) ?? []),
    interaction: attribute(interaction, 'value') ?? invalid('The handling specification names no interaction.'),
    document: below(payloads, 'payload', 'ClinicalDocument') ?? invalid('The payload is no ClinicalDocument.'),
    ...(sender !== undefined && { sender }),
  }
}
