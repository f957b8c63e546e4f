import type { Resource } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Invitation, InvitationState } from './invitation.ts'

const STATE = 'https://assay.example/StructureDefinition/invitation-state'
const RECIPIENT = 'https://assay.example/StructureDefinition/invitation-recipient'
const CLICK = 'https://assay.example/Id/invitation-click'

const STATUS: Record<InvitationState, string> = { sending: 'active', sent: 'completed', 'not-sent': 'on-hold', unknown: 'unknown' }

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** What a caller wants to invite to, and whom. */
export function invitationIn(body: JsonObject): { purpose: string; text: string; patientIds: string[]; click?: string } {
  if (body['resourceType'] !== 'CommunicationRequest') throw new Refusal('invalid', 'Send a CommunicationRequest.')
  const text = objects(body['payload'])[0]?.['contentString']
  const purpose = objects(body['reasonCode'])[0]?.['text']
  const click = objects(body['identifier']).find(({ system }) => system === CLICK)?.['value']
  return {
    purpose: typeof purpose === 'string' ? purpose : '',
    text: typeof text === 'string' ? text : '',
    patientIds: objects(body['recipient']).map(({ reference }) => String(reference).replace('Patient/', '')),
    ...(typeof click === 'string' && { click }),
  }
}

/** An invitation as a FHIR CommunicationRequest, with what became of it for each patient. */
export const fhirInvitation = ({ id, purpose, text, state, reference, author, createdAt, problem, recipients }: Invitation): Resource => ({
  resourceType: 'CommunicationRequest',
  id,
  extension: [
    { url: STATE, valueCode: state },
    ...recipients.map(({ patientId, state: theirs, reason, toldAt }) => ({
      url: RECIPIENT,
      extension: [
        { url: 'patient', valueReference: { reference: `Patient/${patientId}` } },
        { url: 'state', valueCode: theirs },
        ...(reason === undefined ? [] : [{ url: 'reason', valueString: reason }]),
        ...(toldAt === undefined ? [] : [{ url: 'at', valueDateTime: toldAt }]),
      ],
    })),
  ],
  groupIdentifier: { value: reference },
  status: STATUS[state],
  ...(problem !== undefined && { statusReason: { text: problem } }),
  reasonCode: [{ text: purpose }],
  payload: [{ contentString: text }],
  recipient: recipients.map(({ patientId }) => ({ reference: `Patient/${patientId}` })),
  authoredOn: createdAt,
  sender: { identifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: author.id }, display: author.name },
})
