import { WRAPPER_OID } from '../transmission.ts'

/** Names of the Summary Care Record in HL7 V3. Source: interaction table of the message handling adaptor, published messages. */
export const PSIS = 'urn:nhs:names:services:psis'
export const PSIS_QUERY = 'urn:nhs:names:services:psisquery'
export const LRS = 'urn:nhs:names:services:lrs'

/** A GP summary, and what the Spine says of it later. */
export const UPDATE = 'REPC_IN150016UK05'
export const ACKNOWLEDGEMENT = 'MCCI_IN010000UK13'

/** What is asked and answered on one connection. */
export const EVENT_LIST_QUERY = 'QUPC_IN180000UK04'
export const EVENT_LIST = 'QUPC_IN200000UK04'
export const EVENT_QUERY = 'QUPC_IN190000UK04'
export const EVENT = 'QUPC_IN210000UK04'
export const QUERY_ACKNOWLEDGEMENT = 'QUQI_IN010000UK14'
export const SET_PERMISSIONS = 'SET_RESOURCE_PERMISSIONS_INUK01'

export const HL7 = 'urn:hl7-org:v3'
/** Namespace of the text of a summary, and of what the summary service itself says of events. */
export const PRESENTATION = 'xhtml:NPfIT:PresentationText'
export const PSIS_RESPONSE = 'urn:npfit:psisqr'

export const OID = {
  ...WRAPPER_OID,
  nhsNumber: '2.16.840.1.113883.2.1.4.1',
  organisation: '1.2.826.0.1285.0.1.10',
  roleProfile: '1.2.826.0.1285.0.2.0.67',
  user: '1.2.826.0.1285.0.2.0.65',
  jobRole: '1.2.826.0.1285.0.2.1.104',
  snomed: '2.16.840.1.113883.2.1.3.2.4.15',
  eventStatus: '2.16.840.1.113883.2.1.3.2.4.17.59',
  dissentOverride: '2.16.840.1.113883.2.1.3.2.4.17.60',
  issue: '2.16.840.1.113883.2.1.3.2.4.17.33',
} as const

/** Headings that every summary has, with nothing under them if need be, by the ids that published summaries give them. */
export const CORE_HEADINGS = ['AllergiesHeader', 'AcuteMedsHeader', 'RepeatMedsHeader', 'DiscRepeatMedsHeader'] as const

/** One thing that the summary service finds: a general code first, then what it is in particular. */
export interface Issue {
  code: string
  display: string
  /** ER: an error. WG: a warning. */
  qualifier: 'ER' | 'WG'
}

const error = (code: string, display: string): Issue => ({ code, display, qualifier: 'ER' })
const warning = (code: string, display: string): Issue => ({ code, display, qualifier: 'WG' })
const INVALID = error('400', 'Invalid Request')

/** What the summary service finds, by name. Words as published where there are any; gaps.md says which are ours. */
export const ISSUES = {
  nhsNumber: [INVALID, error('35160', '[PSIS-35160] - Invalid input message. Mandatory field NHS Number is missing or incorrect')],
  closed: [error('420', 'Business condition related to access control  which prevents the action being performed by PSIS'), error('30418', '[PSIS-30418] - ACF does not permit access to resource')],
  invalidUpdate: [error('430', 'Invalid Update')],
  unavailable: [error('502', 'Service Not Available')],
  permission: [INVALID],
} as const satisfies Record<string, readonly Issue[]>

export const notFound = (nhsNumber: string): Issue[] => [warning('210', 'Success with Warning'), warning('30312', `[PSIS-30312] - Case Instance not found. ${nhsNumber}`)]
export const duplicateEvent = (id: string, nhsNumber: string): Issue[] => [INVALID, error('30134', `[PSIS-30134] - Duplicate event with eventId ${id} and nhsNumber ${nhsNumber}.`)]
