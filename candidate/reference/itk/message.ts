import type { Marked } from '../fhir/confidentiality.ts'

/** Codes of ITK-ResponseCodes-1 that this system answers with. */
export const RESPONSES = {
  unreadable: ['10009', 'Unreadable message received'],
  unknownDefinition: ['10004', 'Message Definition Value - Processing Error'],
  otherOrganisation: ['20002', 'Unrecognised Recipient Organisation'],
  unsupportedFile: ['20005', 'Unsupported file type received as an attachment'],
  invalidHeader: ['20006', 'ITK header validation failure'],
  duplicateMessage: ['20007', 'Duplicate Message received'],
  duplicateDocument: ['20008', 'Duplicate Document received'],
  invalidPayload: ['20009', 'Payload validation failure'],
  success: ['20013', 'Success'],
  cannotReplace: ['20014', 'Unable to Process Replacement Document'],
  known: ['30001', 'Patient known here. (e.g. Patient is registered here)'],
  unknown: ['30002', "Patient not known here. (aka 'patient record not present in system')"],
  left: ['30003', 'Patient no longer at this clinical setting'],
  died: ['30004', 'Patient known here and recently deceased'],
} as const

export type ResponseName = keyof typeof RESPONSES

/** What the header of an ITK3 message says. */
export interface ItkHeader {
  /** Id of the MessageHeader; an answer names it. */
  id: string
  /** Code of ITK-MessageEvent-2: `ITK007C`. */
  event: string
  wantsInfrastructureAck: boolean
  wantsBusinessAck: boolean
  /** FA for action, FI for information. */
  recipientType: string
  /** ODS code of the organisation that sends. */
  sender?: string
  /** ODS code of the organisation that it is meant for, where the header names one. */
  receiver?: string
  /** In which form it came, and its answers go. */
  format: 'xml' | 'json'
}

/** Who a document says that it is about. */
export interface NamedPatient {
  nhsNumber?: string
  family?: string
  given?: string
  /** YYYY-MM-DD */
  birthDate?: string
}

/** One thing that a document says in codes. */
export interface DocumentPart {
  /** `other`: something that this system has no place for. */
  kind: 'medication' | 'observation' | 'immunisation' | 'other'
  /** SNOMED CT or dm+d. */
  code?: string
  display: string
  /** What was measured, or how much was supplied. */
  value?: string
  date?: string
  /** Who did it. */
  by?: string
  batch?: string
  /** Whether it was done: some are sent to say that it was not. */
  done: boolean
}

/** A document out of a message. */
export interface ItkDocument extends Marked {
  identifier: string
  title: string
  /** SNOMED CT. */
  type?: { code: string; display?: string }
  date?: string
  author?: string
  custodian?: { odsCode?: string; name?: string }
  patient: NamedPatient
  /** What a person reads: the sections as XHTML where they have words, and every file. At least one. */
  contents: readonly { contentType: string; base64: string }[]
  /** What it says in codes. */
  parts: readonly DocumentPart[]
  /** Identifier of the document in whose place it comes. */
  replaces?: string
  /** What it is a version of, where its kind counts versions. */
  set?: { id: string; version: number }
}

/** A message that cannot be processed, and the code that says so to its sender. */
export class ItkProblem extends Error {
  readonly response: ResponseName
  constructor(response: ResponseName, message: string) {
    super(message)
    this.name = 'ItkProblem'
    this.response = response
  }
}
