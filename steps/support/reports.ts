import { randomUUID } from 'node:crypto'
import { asXml, listAt, readFhir, textAt, type Tree } from './fhir-xml.ts'
import type { SENDERS } from './letters.ts'

/** A message with a document in it, taken apart as its recipient would. */
export interface ReceivedReport {
  header: unknown
  sender: unknown
  payload: unknown
  composition: unknown
  custodian: unknown
  patient: unknown
  author: unknown
  /** The file that the first section shows. */
  file: unknown
}

/** Reads a message that reached somebody. Undefined for what is no ITK3 message with a document. */
export function readReport(text: string): ReceivedReport | undefined {
  const message = readFhir(text)
  const resources = (bundle: unknown) => listAt(bundle, 'entry').map((entry) => ({ url: textAt(entry, 'fullUrl') ?? '', resource: listAt(entry, 'resource')[0] }))
  const find = (bundle: unknown, reference: string | undefined) => resources(bundle).find(({ url, resource }) => reference !== undefined && (url === reference || `urn:uuid:${textAt(resource, 'id')}` === reference))?.resource
  const header = resources(message)[0]?.resource
  const payload = find(message, textAt(header, 'focus', 'reference'))
  const composition = resources(payload)[0]?.resource
  if (textAt(composition, 'resourceType') !== 'Composition') return undefined
  return {
    header,
    sender: find(message, textAt(header, 'sender', 'reference')),
    payload,
    composition,
    custodian: find(payload, textAt(composition, 'custodian', 'reference')),
    patient: find(payload, textAt(composition, 'subject', 'reference')),
    author: find(payload, textAt(composition, 'author', 'reference')),
    file: find(payload, textAt(composition, 'section', 'entry', 'reference')),
  }
}

/** Codes of ITK-ResponseCodes-1 that scenarios answer with, and their words. */
export const RESPONSE_WORDS: Record<string, string> = {
  '20005': 'Unsupported file type received as an attachment',
  '20013': 'Success',
  '30001': 'Patient known here. (e.g. Patient is registered here)',
  '30002': "Patient not known here. (aka 'patient record not present in system')",
}

/** The answer of a recipient to a message (ITK Response, FHIR STU3). Source: ITK3 Message Distribution, acknowledgements. */
export function answerMessage({ to, code, from }: { to: string; code: string; from: (typeof SENDERS)[string] }): string {
  const good = ['20013', '30001', '30002'].includes(code)
  const ids = { header: randomUUID(), organisation: randomUUID(), outcome: randomUUID() }
  const entry = (id: string, resource: Tree) => ({ fullUrl: `urn:uuid:${id}`, resource })
  return asXml({
    resourceType: 'Bundle',
    id: randomUUID(),
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Message-Bundle-1'] },
    identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: randomUUID() },
    type: 'message',
    entry: [
      entry(ids.header, {
        resourceType: 'MessageHeader',
        id: ids.header,
        meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-MessageHeader-2'] },
        extension: [
          {
            url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2',
            extension: [
              { url: 'BusAckRequested', valueBoolean: false },
              { url: 'InfAckRequested', valueBoolean: false },
            ],
          },
        ],
        event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2', code: 'ITK008M', display: 'ITK Response' },
        sender: { reference: `urn:uuid:${ids.organisation}` },
        timestamp: new Date().toISOString(),
        source: { endpoint: from.mailbox },
        response: { identifier: to, code: good ? 'ok' : 'fatal-error', details: { reference: `urn:uuid:${ids.outcome}` } },
      }),
      entry(ids.organisation, { resourceType: 'Organization', id: ids.organisation, identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: from.odsCode }] }),
      entry(ids.outcome, {
        resourceType: 'OperationOutcome',
        id: ids.outcome,
        issue: [{ severity: good ? 'information' : 'fatal', code: good ? 'informational' : 'processing', details: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1', code, display: RESPONSE_WORDS[code] }] } }],
      }),
    ],
  })
}
