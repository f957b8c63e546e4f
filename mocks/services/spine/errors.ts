import type { Call } from '../../kit/call.ts'
import { empty, text, type Reply } from '../../kit/reply.ts'
import { writeMessageError, type Envelope } from './ebxml.ts'
import { markup } from './markup.ts'
import type { SpineState } from './state.ts'

/** Faults of the transaction messaging service: code and words. Source: published SOAP faults; 206, 208 and 300 have the default words there. */
const SOAP_FAULTS = {
  systemFailure: ['200', 'System failure to process message - default'],
  notWellFormed: ['201', 'The message is not well formed'],
  routingFailure: ['206', 'System failure to process message - default'],
  storageFailure: ['208', 'System failure to process message - default'],
  rejected: ['300', 'System failure to process message - default'],
} as const

export type SoapFaultName = keyof typeof SOAP_FAULTS

/** A SOAP fault, as the Spine answers before it has looked into the envelope or when it fails itself. */
export function soapFault(name: SoapFaultName): Reply {
  const [code, description] = SOAP_FAULTS[name]
  const body = markup`<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"><SOAP:Body><SOAP:Fault><faultcode>SOAP:Server</faultcode><faultstring>Application Exception</faultstring><detail><nasp:errorList xmlns:nasp="http://national.carerecords.nhs.uk/schema/"><nasp:error><nasp:codeContext>urn:nhs:names:error:tms</nasp:codeContext><nasp:errorCode>${code}</nasp:errorCode><nasp:severity>Error</nasp:severity><nasp:location>Not Supported</nasp:location><nasp:description>${description}</nasp:description></nasp:error></nasp:errorList></detail></SOAP:Fault></SOAP:Body></SOAP:Envelope>`.xml
  return text(500, `<?xml version="1.0" encoding="UTF-8"?>\n${body}`, 'text/xml')
}

/** Errors of the ebXML header: code of ebXML Message Service 2.0, and words. The numbers are those of the published examples; others have none. */
export const EBXML_ERRORS = {
  unknownCpa: ['ValueNotRecognized', '501319:Unknown eb:CPAId'],
  partyType: ['ValueNotRecognized', '501314:Invalid To Party Type attribute'],
  unknownFrom: ['ValueNotRecognized', 'Unknown eb:From eb:PartyId'],
  unknownTo: ['ValueNotRecognized', 'Unknown eb:To eb:PartyId'],
  unknownService: ['ValueNotRecognized', 'Unknown eb:Service or eb:Action'],
  soapAction: ['Inconsistent', 'SOAPAction differs from eb:Service and eb:Action'],
  messageId: ['ValueNotRecognized', 'eb:MessageId is not a UUID in upper case'],
  conversation: ['ValueNotRecognized', 'eb:ConversationId is missing'],
  reliability: ['Inconsistent', 'eb:DuplicateElimination or eb:AckRequested is not as agreed'],
  expired: ['TimeToLiveExpired', 'eb:TimeToLive has passed'],
  manifest: ['MimeProblem', 'eb:Manifest and the parts of the message differ'],
} as const

export type EbxmlErrorName = keyof typeof EBXML_ERRORS

/** A MessageError in answer to a message. */
export function messageError(call: Call<SpineState>, message: Envelope, name: EbxmlErrorName): Reply {
  const [code, description] = EBXML_ERRORS[name]
  return text(500, writeMessageError(message, { code, description }, stamp(call)), 'text/xml')
}

/** Id and time of a signal that the Spine makes. */
export const stamp = ({ environment }: Call<SpineState>) => ({ id: environment.random.uuid().toUpperCase(), now: new Date(environment.clock.now()).toISOString().replace(/\.\d+/, '') })

/** A fault asks for an error where no message may have been read. */
const NOBODY: Envelope = { from: 'UNKNOWN', to: 'UNKNOWN', cpaId: 'UNKNOWN', conversationId: 'UNKNOWN', service: '', action: '', messageId: 'UNKNOWN', timestamp: '', duplicateElimination: false, references: [] }

/** Every documented error by name, for faults. */
export const errors = {
  systemFailure: () => soapFault('systemFailure'),
  notWellFormed: () => soapFault('notWellFormed'),
  routingFailure: () => soapFault('routingFailure'),
  storageFailure: () => soapFault('storageFailure'),
  rejected: () => soapFault('rejected'),
  unknownCpa: (call: Call<SpineState>) => messageError(call, NOBODY, 'unknownCpa'),
  partyType: (call: Call<SpineState>) => messageError(call, NOBODY, 'partyType'),
  noCertificate: () => empty(403),
} satisfies Record<string, (call: Call<SpineState>) => Reply>
