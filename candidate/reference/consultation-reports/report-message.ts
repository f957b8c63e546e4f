import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Practice } from '../config/config.ts'
import { toXml } from '../itk/fhir-xml.ts'
import type { Tree } from '../itk/tree.ts'

/** What a consultation report is made of. */
export interface ReportContent {
  documentId: string
  messageId: string
  /** Of the consultation, for the recipient to ask back with. */
  senderReference: string
  practice: Practice
  mailbox: string
  author: { sdsUserId: string; name: string }
  patient: { nhsNumber: string; title: string; given: string; family: string; birthDate: string }
  /** Words that the MESH subject has as well. */
  subject: string
  /** The PDF, in base64. */
  file: string
  /** Document that it takes the place of. */
  replaces?: string
  now: string
}

const STU3 = 'https://fhir.nhs.uk/STU3'
const CARE_CONNECT = 'https://fhir.hl7.org.uk/STU3/StructureDefinition'
const RFC4122 = 'https://tools.ietf.org/html/rfc4122'

const profile = (name: string) => ({ meta: { profile: [name] } })
const refer = (id: string) => ({ reference: `urn:uuid:${id}` })
const entry = (resource: Tree) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource })

/** How the report is to be handled: both acknowledgements are wanted, and somebody is to act on it. Source: Send Document, ITK3 header requirements. */
export const reportHandling = behaviour('reports.reportHandling', (senderReference: string): Tree[] => [
  { url: 'BusAckRequested', valueBoolean: true },
  { url: 'InfAckRequested', valueBoolean: true },
  { url: 'RecipientType', valueCoding: { system: `${STU3}/CodeSystem/ITK-RecipientType-1`, code: 'FA', display: 'For Action' } },
  { url: 'MessageDefinition', valueReference: { reference: `${STU3}/MessageDefinition/ITK-GPConnectSendDocument-MessageDefinition-1` } },
  { url: 'SenderReference', valueString: senderReference },
  { url: 'LocalExtension', valueString: 'SendDocument-ConsultationReport' },
])

/** The organisation that sends, as the payload describes it: ODS code, name and telephone. Source: Send Document, GPCM-SD-028. */
export const sendingOrganisation = behaviour('reports.sendingOrganisation', (id: string, { odsCode, name, telephone }: Practice): Tree => ({
  resourceType: 'Organization',
  id,
  ...profile(`${CARE_CONNECT}/CareConnect-Organization-1`),
  identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: odsCode }],
  name,
  ...(telephone !== undefined && { telecom: [{ system: 'phone', value: telephone, use: 'work' }] }),
}))

/**
 * A consultation report as an ITK3 message with a document in it (FHIR STU3, XML). It names no receiver: MESH finds the practice.
 * Source: GP Connect Messaging, Send Document, payload and ITK3 requirements.
 */
export const reportMessage = behaviour('reports.reportMessage', (content: ReportContent): string => {
  const { documentId, messageId, practice, patient, author, replaces } = content
  const ids = { header: randomUUID(), payload: randomUUID(), patient: randomUUID(), author: randomUUID(), custodian: randomUUID(), file: randomUUID() }
  const title = 'Consultation report'
  const composition: Tree = {
    resourceType: 'Composition',
    id: documentId,
    ...profile(`${CARE_CONNECT}/CareConnect-Composition-1`),
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${escaped(content.subject)}</p></div>` },
    identifier: { system: RFC4122, value: documentId },
    status: 'final',
    type: { coding: [{ system: 'http://snomed.info/sct', code: '371531000', display: 'Report of clinical encounter' }] },
    subject: refer(ids.patient),
    date: content.now,
    author: [refer(ids.author)],
    title,
    confidentiality: 'N',
    custodian: refer(ids.custodian),
    ...(replaces !== undefined && { relatesTo: [{ code: 'replaces', targetIdentifier: { system: RFC4122, value: replaces } }] }),
    section: [{ title, entry: [refer(ids.file)] }],
  }
  const payload: Tree = {
    resourceType: 'Bundle',
    id: ids.payload,
    ...profile(`${STU3}/StructureDefinition/ITK-Document-Bundle-1`),
    identifier: { system: RFC4122, value: documentId },
    type: 'document',
    entry: [
      entry(composition),
      entry({ resourceType: 'Binary', id: ids.file, ...profile(`${STU3}/StructureDefinition/ITK-Attachment-Binary-1`), contentType: 'application/pdf', content: content.file }),
      entry({
        resourceType: 'Practitioner',
        id: ids.author,
        ...profile(`${CARE_CONNECT}/CareConnect-Practitioner-1`),
        identifier: [{ system: 'https://fhir.nhs.uk/Id/sds-user-id', value: author.sdsUserId }],
        name: [{ use: 'official', text: author.name }],
      }),
      entry(sendingOrganisation(ids.custodian, practice)),
      entry({
        resourceType: 'Patient',
        id: ids.patient,
        ...profile(`${CARE_CONNECT}/CareConnect-Patient-1`),
        identifier: [
          {
            extension: [
              {
                url: `${CARE_CONNECT}/Extension-CareConnect-NHSNumberVerificationStatus-1`,
                valueCodeableConcept: { coding: [{ system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1', code: '01', display: 'Number present and verified' }] },
              },
            ],
            system: 'https://fhir.nhs.uk/Id/nhs-number',
            value: patient.nhsNumber,
          },
        ],
        name: [{ use: 'official', family: patient.family, given: patient.given.split(' '), ...(patient.title !== '' && { prefix: [patient.title] }) }],
        birthDate: patient.birthDate,
      }),
    ],
  }
  return toXml({
    resourceType: 'Bundle',
    id: randomUUID(),
    ...profile(`${STU3}/StructureDefinition/ITK-Message-Bundle-1`),
    identifier: { system: RFC4122, value: randomUUID() },
    type: 'message',
    entry: [
      entry({
        resourceType: 'MessageHeader',
        id: messageId,
        ...profile(`${STU3}/StructureDefinition/ITK-MessageHeader-2`),
        extension: [{ url: `${STU3}/StructureDefinition/Extension-ITK-MessageHandling-2`, extension: reportHandling(content.senderReference) }],
        event: { system: `${STU3}/CodeSystem/ITK-MessageEvent-2`, code: 'ITK007C', display: 'ITK GP Connect Send Document' },
        sender: refer(ids.header),
        timestamp: content.now,
        source: { endpoint: content.mailbox },
        focus: [refer(ids.payload)],
      }),
      entry({
        resourceType: 'Organization',
        id: ids.header,
        ...profile(`${STU3}/StructureDefinition/CareConnect-ITK-Header-Organization-1`),
        identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: practice.odsCode }],
      }),
      entry(payload),
    ],
  })
})

const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
