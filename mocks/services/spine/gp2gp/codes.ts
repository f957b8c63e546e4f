import { WRAPPER_OID } from '../transmission.ts'

/** Object identifiers of GP2GP messages. */
export const OID = {
  ...WRAPPER_OID,
  nhsNumber: '2.16.840.1.113883.2.1.4.1',
  organisation: '1.2.826.0.1285.0.1.10',
  response: '2.16.840.1.113883.2.1.3.2.4.17.101',
  responseQualifier: '2.16.840.1.113883.2.1.3.2.4.17.104',
  payload: '2.16.840.1.113883.2.1.3.2.4.17.202',
  payloadType: '2.16.840.1.113883.2.1.3.2.4.18.17',
  snomed: '2.16.840.1.113883.2.1.3.2.4.15',
  read: '2.16.840.1.113883.2.1.6.2',
} as const

export const SERVICE = 'urn:nhs:names:services:gp2gp'

/** Interactions of GP2GP, by what they are for. */
export const ACTION = {
  request: 'RCMR_IN010000UK05',
  extract: 'RCMR_IN030000UK06',
  extractWithConfidentiality: 'RCMR_IN030000UK07',
  part: 'COPC_IN000001UK01',
  acknowledgement: 'MCCI_IN010000UK13',
} as const

export type Action = (typeof ACTION)[keyof typeof ACTION]

export const ACTIONS: readonly string[] = Object.values(ACTION)
export const isExtract = (action: string): boolean => action === ACTION.extract || action === ACTION.extractWithConfidentiality

/** Response codes with their meaning. Source: GP2GP response codes, system 2.16.840.1.113883.2.1.3.2.4.17.101. */
export const RESPONSES: Readonly<Record<string, string>> = {
  '06': 'Patient not at surgery',
  '07': 'GP2GP Messaging is not enabled on this system',
  '09': 'EHR Extract received without corresponding request',
  '10': 'Failed to successfully generate EHR Extract',
  '11': 'Failed to successfully integrate EHR Extract',
  '12': 'Duplicate EHR Extract received',
  '13': 'The system’s configuration prevents it from processing this message',
  '14': 'Message not sent because requesting practice is not Large Message compliant',
  '15': 'A-B-A EHR Extract Received and Stored As Suppressed Record',
  '17': 'A-B-A EHR Extract Received and rejected due to wrong record or wrong patient',
  '18': 'Request message not well-formed or not able to be processed',
  '19': 'Sender check indicates that Requester is not the patient’s current healthcare provider',
  '20': 'Spine system responded with an error',
  '21': 'EHR Extract message not well-formed or not able to be processed',
  '23': 'Message not sent because sending practice is not Large Message compliant',
  '24': 'SDS lookup provided zero or more than one result to the query for each interaction.',
  '25': 'Large messages rejected due to timeout duration reached of overall transfer',
  '26': 'Returning Patient EHR Extract Received and filed as an attachment',
  '28': 'Non A-B-A EHR Extract Received and rejected due to wrong record or wrong patient',
  '29': 'Large Message Re-assembly failure',
  '30': 'Large Message general failure',
  '31': 'The overall EHR Extract has been rejected because one or more attachments via Large Messages were not received',
  '99': 'Unexpected condition',
}
