import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { toXml } from './fhir-xml.ts'
import { RESPONSES, type ItkHeader, type ResponseName } from './message.ts'
import type { Tree } from './tree.ts'

/** Which answers a message gets: of infrastructure (it came through), and of business (what became of it here). */
export interface Answers {
  infrastructure: ResponseName
  /** Only where it came through. */
  business?: ResponseName
}

/** The answers that go out: those that were asked for. Source: ITK3 Message Distribution, acknowledgements. */
export const answersToSend = behaviour('itk.answersToSend', (header: ItkHeader, { infrastructure, business }: Answers): ResponseName[] => [
  ...(header.wantsInfrastructureAck ? [infrastructure] : []),
  ...(header.wantsBusinessAck && business !== undefined ? [business] : []),
])

/** Which message an answer says that it answers: the id of its header. */
export const answeredId = behaviour('itk.answeredId', (header: ItkHeader, _bundle: Tree): string => header.id)

/** Whether an answer is itself to be answered: never, or two systems would thank each other for ever. */
export const answerWantsAnswer = behaviour('itk.answerWantsAnswer', () => false)

const GOOD: readonly ResponseName[] = ['success', 'known', 'unknown', 'left', 'died']

/** An answer to a message, in the form in which the message came. */
export function responseMessage({ header, bundle, response, odsCode, mailbox, now }: { header: ItkHeader; bundle: Tree; response: ResponseName; odsCode: string; mailbox: string; now: string }): string {
  const [code, display] = RESPONSES[response]
  const [headerId, organisationId, outcomeId] = [randomUUID(), randomUUID(), randomUUID()]
  const good = GOOD.includes(response)
  const entry = (id: string, resource: Tree) => ({ fullUrl: `urn:uuid:${id}`, resource })
  const wants = answerWantsAnswer()
  const message: Tree = {
    resourceType: 'Bundle',
    id: randomUUID(),
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Message-Bundle-1'] },
    identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: randomUUID() },
    type: 'message',
    entry: [
      entry(headerId, {
        resourceType: 'MessageHeader',
        id: headerId,
        meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-MessageHeader-2'] },
        extension: [
          {
            url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2',
            extension: [
              { url: 'BusAckRequested', valueBoolean: wants },
              { url: 'InfAckRequested', valueBoolean: wants },
              { url: 'RecipientType', valueCoding: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-RecipientType-1', code: 'FI', display: 'For Information' } },
              { url: 'MessageDefinition', valueReference: { reference: 'https://fhir.nhs.uk/STU3/MessageDefinition/ITK-Response-MessageDefinition-1' } },
              { url: 'SenderReference', valueString: randomUUID() },
            ],
          },
        ],
        event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2', code: 'ITK008M', display: 'ITK Response' },
        sender: { reference: `urn:uuid:${organisationId}` },
        timestamp: now,
        source: { endpoint: mailbox },
        response: { identifier: answeredId(header, bundle), code: good ? 'ok' : 'fatal-error', details: { reference: `urn:uuid:${outcomeId}` } },
      }),
      entry(organisationId, {
        resourceType: 'Organization',
        id: organisationId,
        meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-ITK-Header-Organization-1'] },
        identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: odsCode }],
      }),
      entry(outcomeId, {
        resourceType: 'OperationOutcome',
        id: outcomeId,
        meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Response-OperationOutcome-1'] },
        issue: [
          {
            severity: good ? 'information' : 'fatal',
            code: good ? 'informational' : 'processing',
            details: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1', code, display }] },
          },
        ],
      }),
    ],
  }
  return header.format === 'json' ? JSON.stringify(message) : toXml(message)
}
