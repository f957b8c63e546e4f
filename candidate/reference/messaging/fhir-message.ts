import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { Message, MessageState } from './message.ts'

const ASSAY = 'https://assay.example'
const STATE = `${ASSAY}/StructureDefinition/message-state`
const RECEIPT = `${ASSAY}/StructureDefinition/message-receipt`
/** What the sender's screen calls the message; the same one twice is the same message. */
export const CLICK = `${ASSAY}/Id/message-click`

/** FHIR's states, and ours in an extension: FHIR does not tell delivered from read. */
const STATUS: Readonly<Record<MessageState, string>> = {
  sending: 'in-progress',
  sent: 'in-progress',
  'not-sent': 'on-hold',
  unknown: 'unknown',
  delivered: 'completed',
  read: 'completed',
  rejected: 'not-done',
}

/** A message as a FHIR Communication, with what has become of it. */
export const fhirMessage = ({
  id,
  version,
  patientId,
  text,
  state,
  communicationId,
  author,
  createdAt,
  problem,
  receipts,
}: Message): Resource => ({
  resourceType: 'Communication',
  id,
  meta: { versionId: String(version) },
  extension: [
    { url: STATE, valueCode: state },
    ...receipts.map(({ status, at, reason }) => ({
      url: RECEIPT,
      extension: [
        { url: 'status', valueCode: status },
        { url: 'at', valueDateTime: at },
        ...(reason === undefined ? [] : [{ url: 'reason', valueString: reason }]),
      ],
    })),
  ],
  ...(communicationId !== undefined && {
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-app-communication-id', value: communicationId }],
  }),
  status: STATUS[state],
  ...(problem !== undefined && { statusReason: { text: problem } }),
  subject: { reference: `Patient/${patientId}` },
  recipient: [{ reference: `Patient/${patientId}` }],
  sender: { type: 'Practitioner', identifier: { system: SYSTEM.sdsUser, value: author.id }, display: author.name },
  sent: createdAt,
  payload: [{ contentString: text }],
})

/** Reads a message that a caller wants sent. What is missing is empty: the operation says so to the user. */
export function messageIn(body: JsonObject): { patientId: string; text: string; click: string | undefined } {
  const first = (value: unknown) => (Array.isArray(value) ? value.find(isObject) : isObject(value) ? value : undefined)
  const reference = first(body['recipient'])?.['reference'] ?? first(body['subject'])?.['reference']
  const text = first(body['payload'])?.['contentString']
  const click = Array.isArray(body['identifier'])
    ? body['identifier'].filter(isObject).find(({ system }) => system === CLICK)?.['value']
    : undefined
  return {
    patientId: typeof reference === 'string' ? reference.replace('Patient/', '') : '',
    text: typeof text === 'string' ? text : '',
    click: typeof click === 'string' ? click : undefined,
  }
}
