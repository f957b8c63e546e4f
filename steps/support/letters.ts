import { randomUUID } from 'node:crypto'
import { asXml, type Tree } from './fhir-xml.ts'
import { PARTS, type Part } from './parts.ts'
import { pdfOf } from './pdf.ts'

/** What a document in a scenario is, and how its kind travels. Sources: GP Connect Send Document; Transfer of Care; ITK-MessageEvent-2. */
export interface Kind {
  workflowId: string
  /** Code and display of the message event. */
  event: [string, string]
  definition: string
  /** SNOMED CT type of the document. */
  type: [string, string]
  title: string
  /** A file, or sections to be read as they stand. */
  as: 'pdf' | 'sections'
  from: string
  /** What it says in codes beside its words. */
  parts?: (date: string) => Part[]
}

/** Organisations that write, by the name that scenarios use. */
export const SENDERS: Record<string, { odsCode: string; mailbox: string; name: string }> = {
  Ashdown: { odsCode: 'A99902', mailbox: 'A99902OT001', name: 'Ashdown Medical Centre' },
  'Vale Hospital': { odsCode: 'RZ9', mailbox: 'RZ9OT001', name: 'Northern Vale NHS Foundation Trust' },
  'NHS 111': { odsCode: '5L399', mailbox: '', name: 'Northern Vale 111' },
  'Hollins Pharmacy': { odsCode: 'FZ901', mailbox: 'FZ901OT001', name: 'Hollins Pharmacy' },
}

const DEFINITION = 'https://fhir.nhs.uk/STU3/MessageDefinition'

const REPORT: [string, string] = ['371531000', 'Report of clinical encounter']

export const KINDS: Record<string, Kind> = {
  'consultation report': { workflowId: 'GPFED_CONSULT_REPORT', event: ['ITK007C', 'ITK GP Connect Send Document'], definition: `${DEFINITION}/ITK-GPConnectSendDocument-MessageDefinition-1`, type: ['371531000', 'Report of clinical encounter'], title: 'Consultation report', as: 'pdf', from: 'Ashdown' },
  'discharge summary': { workflowId: 'TOC_FHIR_IP_DISCH', event: ['ITK003D', 'ITK eDischarge'], definition: `${DEFINITION}/ITK-eDischarge-MessageDefinition-4`, type: ['373942005', 'Discharge summary'], title: 'Discharge summary', as: 'sections', from: 'Vale Hospital' },
  'emergency care summary': { workflowId: 'TOC_FHIR_EC_DISCH', event: ['ITK005D', 'ITK Emergency Care eDischarge'], definition: `${DEFINITION}/ITK-EC-eDischarge-MessageDefinition-2`, type: ['861421000000108', 'Emergency department discharge summary'], title: 'Emergency care summary', as: 'sections', from: 'Vale Hospital' },
  'outpatient letter': { workflowId: 'TOC_FHIR_OP_ATTEN', event: ['ITK006D', 'ITK Outpatient Letter'], definition: `${DEFINITION}/ITK-OPL-MessageDefinition-2`, type: ['823691000000103', 'Clinical letter'], title: 'Outpatient letter', as: 'sections', from: 'Vale Hospital' },
  // Comes over the web service of 111, not over MESH.
  'report of the call': { workflowId: '', event: ['', ''], definition: '', type: ['819551000000100', 'Telephone triage encounter report'], title: 'NHS 111 Report', as: 'sections', from: 'NHS 111' },
  'pharmacy consultation': { workflowId: 'GPCONNECT_UPDATE_RECORD', event: ['ITK014M', 'ITK Update Record'], definition: `${DEFINITION}/ITK-UpdateRecord-MessageDefinition-1`, type: REPORT, title: 'Community pharmacy consultation', as: 'sections', from: 'Hollins Pharmacy', parts: (date) => [PARTS.bloodPressure(date), PARTS.paracetamol(date)] },
  'vaccination notification': { workflowId: 'DIGMED_FLU_VAC', event: ['ITK009D', 'ITK Digital Medicine Immunization Document'], definition: `${DEFINITION}/ITK-DM-Immunization-MessageDefinition-1`, type: REPORT, title: 'Vaccination notification', as: 'sections', from: 'Hollins Pharmacy', parts: (date) => [PARTS.fluVaccine(date)] },
  'emergency supply notice': { workflowId: 'DIGMED_EMG_MED', event: ['ITK010D', 'ITK Digital Medicine Emergency Supply Document'], definition: `${DEFINITION}/ITK-DM-EmergencySupply-MessageDefinition-1`, type: REPORT, title: 'Emergency supply of medicines', as: 'sections', from: 'Hollins Pharmacy', parts: (date) => [PARTS.inhaler(date)] },
}

/** Whom a letter says that it is about. */
export interface About {
  nhsNumber: string
  given: string
  family: string
  birthDate: string
  gender: string
}

/** A document on its way: all that a scenario may change of it, and look for afterwards. */
export interface Letter {
  kind: Kind
  sender: (typeof SENDERS)[string]
  about: About
  headerId: string
  bundleId: string
  documentId: string
  /** A sentence that occurs nowhere else. */
  words: string
  form: 'xml' | 'json'
  wants: { infrastructure: boolean; business: boolean }
  forAction: boolean
  /** ODS code of the organisation that the header names as the receiver. */
  receiver?: string
  /** Identifier of the document in whose place it comes. */
  replaces?: string
  /** A file comes with it beside its words. */
  attached?: true
  /** Media type of the file. */
  mediaType: string
  /** What it says in codes. */
  parts: Part[]
  /** Something it lacks, or has wrong. */
  flaw?: 'no patient' | 'no document' | 'not readable'
}

export function writeLetter(kind: Kind, about: About, words: string): Letter {
  return {
    kind,
    sender: SENDERS[kind.from]!,
    about,
    words,
    headerId: randomUUID(),
    bundleId: randomUUID(),
    documentId: randomUUID(),
    form: 'xml',
    wants: { infrastructure: true, business: true },
    forAction: true,
    mediaType: 'application/pdf',
    parts: kind.parts?.(new Date().toISOString().slice(0, 10)) ?? [],
  }
}

/** Whether a letter comes with a file. */
export const hasFile = ({ kind, attached }: Letter): boolean => kind.as === 'pdf' || attached === true

/** The file of a letter: a page with its words on it. */
export const fileOf = ({ words }: Letter): Buffer => pdfOf(words)

/** The headings under which a letter says things, and what it says: the last section lies within another. */
export const sectionsOf = ({ words }: Letter): [title: string, text: string][] => [
  ['Reason for contact', `Seen because of chest pain. ${words}`],
  ['Plan and requested actions', `Please repeat bloods in two weeks &amp; review. ${words}`],
  ['Medications stopped', `Ramipril was stopped. ${words}`],
]

const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'

/** A letter as the ITK3 message in which it travels (FHIR STU3). Sources: ITK3 Message Distribution; GP Connect Send Document, payload. */
export function messageOf(letter: Letter): string {
  const { kind, sender, about, headerId, bundleId, documentId, receiver, replaces, flaw } = letter
  if (flaw === 'not readable') return `<Bundle xmlns="http://hl7.org/fhir"><type value="message"/><entry>${letter.words}`
  const ids = { organisation: randomUUID(), receiver: randomUUID(), payload: randomUUID(), patient: randomUUID(), author: randomUUID(), custodian: randomUUID(), file: randomUUID(), another: randomUUID() }
  const reference = (id: string) => ({ reference: `urn:uuid:${id}` })
  const entry = (id: string, resource: Tree) => ({ fullUrl: `urn:uuid:${id}`, resource })
  const organisation = (id: string, odsCode: string, name?: string): Tree => ({ resourceType: 'Organization', id, identifier: [{ system: ODS, value: odsCode }], ...(name && { name }) })
  const header: Tree = {
    resourceType: 'MessageHeader',
    id: headerId,
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-MessageHeader-2'] },
    extension: [
      {
        url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2',
        extension: [
          { url: 'BusAckRequested', valueBoolean: letter.wants.business },
          { url: 'InfAckRequested', valueBoolean: letter.wants.infrastructure },
          { url: 'RecipientType', valueCoding: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-RecipientType-1', code: letter.forAction ? 'FA' : 'FI', display: letter.forAction ? 'For Action' : 'For Information' } },
          { url: 'MessageDefinition', valueReference: { reference: kind.definition } },
          { url: 'SenderReference', valueString: documentId },
        ],
      },
    ],
    event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2', code: kind.event[0], display: kind.event[1] },
    ...(receiver !== undefined && { receiver: reference(ids.receiver) }),
    sender: reference(ids.organisation),
    timestamp: new Date().toISOString(),
    source: { endpoint: sender.mailbox },
    focus: [reference(ids.payload)],
  }
  const sections: Tree[] =
    kind.as === 'pdf'
      ? [{ title: kind.title, entry: [reference(ids.file)] }]
      : sectionsOf(letter).map(([title, words], at): Tree => {
          const section = { title, text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${words}</p></div>` } }
          return at === 2 ? { title: 'Medications and medical devices', section: [section] } : section
        })
  const coded = letter.parts.flatMap((part) => part.resources({ patient: part.aboutAnother ? ids.another : ids.patient, author: ids.author }))
  const codedSection: Tree[] = coded.length === 0 ? [] : [{ title: 'Coded entries', entry: coded.map(({ id }) => reference(String(id))) }]
  const composition: Tree = {
    resourceType: 'Composition',
    id: documentId,
    identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: documentId },
    status: 'final',
    type: { coding: [{ system: 'http://snomed.info/sct', code: kind.type[0], display: kind.type[1] }] },
    ...(flaw !== 'no patient' && { subject: reference(ids.patient) }),
    date: new Date().toISOString(),
    author: [reference(ids.author)],
    title: kind.title,
    custodian: reference(ids.custodian),
    ...(replaces !== undefined && { relatesTo: [{ code: 'replaces', targetIdentifier: { system: 'https://tools.ietf.org/html/rfc4122', value: replaces } }] }),
    section: [...sections, ...codedSection],
  }
  const payload: Tree = {
    resourceType: 'Bundle',
    id: ids.payload,
    identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: documentId },
    type: 'document',
    entry: [
      entry(documentId, composition),
      entry(ids.patient, {
        resourceType: 'Patient',
        id: ids.patient,
        identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: about.nhsNumber }],
        name: [{ use: 'official', family: about.family, given: [about.given] }],
        gender: about.gender,
        birthDate: about.birthDate,
      }),
      entry(ids.author, { resourceType: 'Practitioner', id: ids.author, name: [{ family: 'Castellan', given: ['Ines'], prefix: ['Dr'] }] }),
      entry(ids.custodian, organisation(ids.custodian, sender.odsCode, sender.name)),
      ...coded.map((resource) => entry(String(resource['id']), resource)),
      ...(letter.parts.some(({ aboutAnother }) => aboutAnother)
        ? [entry(ids.another, { resourceType: 'Patient', id: ids.another, identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000000' }], name: [{ use: 'official', family: 'Whitlock', given: ['Anna'] }], birthDate: '1948-03-14' })]
        : []),
      ...(hasFile(letter) ? [entry(ids.file, { resourceType: 'Binary', id: ids.file, contentType: letter.mediaType, content: fileOf(letter).toString('base64') })] : []),
    ],
  }
  const message: Tree = {
    resourceType: 'Bundle',
    id: bundleId,
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Message-Bundle-1'] },
    identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: bundleId },
    type: 'message',
    entry: [
      entry(headerId, header),
      entry(ids.organisation, organisation(ids.organisation, sender.odsCode)),
      ...(receiver === undefined ? [] : [entry(ids.receiver, organisation(ids.receiver, receiver))]),
      ...(flaw === 'no document' ? [] : [entry(ids.payload, payload)]),
    ],
  }
  return letter.form === 'json' ? JSON.stringify(message) : asXml(message)
}
