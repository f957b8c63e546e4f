import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { InvitationVerbs, InvitationView } from '../../port/invitations.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, type FhirExtension, type FhirReference } from './fhir-types.ts'

const STATE = 'https://assay.example/StructureDefinition/invitation-state'
const RECIPIENT = 'https://assay.example/StructureDefinition/invitation-recipient'
const CLICK = 'https://assay.example/Id/invitation-click'

/** Invitations through the candidate's FHIR API (docs/candidate-contract/invitations.md). */
export function apiInvitations(fhir: FhirClient): InvitationVerbs {
  const invitation = async (session: Session, request: FhirRequest): Promise<Answer<InvitationView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toInvitationView(answer.value.resource)) : answer
  }
  return {
    invite: (session, { purpose, text, patientIds, click }) =>
      invitation(session, {
        verb: 'invitations.invite',
        method: 'POST',
        path: 'CommunicationRequest',
        body: {
          resourceType: 'CommunicationRequest',
          status: 'active',
          ...(click !== undefined && { identifier: [{ system: CLICK, value: click }] }),
          reasonCode: [{ text: purpose }],
          payload: [{ contentString: text }],
          recipient: patientIds.map((id) => ({ reference: `Patient/${id}` })),
        },
      }),
    inviteAgain: (session, id) =>
      invitation(session, { verb: 'invitations.inviteAgain', method: 'POST', path: `CommunicationRequest/${id}/$send-again`, body: { resourceType: 'Parameters' } }),
    async list(session) {
      const answer = await fhir.call(session, { verb: 'invitations.list', method: 'GET', path: 'CommunicationRequest' })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toInvitationView)) : answer
    },
  }
}

function toInvitationView(resource: Resource | undefined): InvitationView {
  const request = (resource ?? {}) as {
    resourceType?: string
    id?: string
    extension?: FhirExtension[]
    statusReason?: { text?: string }
    reasonCode?: { text?: string }[]
    sender?: FhirReference
    payload?: { contentString?: string }[]
  }
  if (request.resourceType !== 'CommunicationRequest' || !request.id)
    throw new CandidateFault(`Expected a CommunicationRequest with an id, saw ${request.resourceType ?? 'nothing'}.`)
  const { extension = [] } = request
  const author = request.sender?.identifier?.value
  const problem = request.statusReason?.text
  return {
    id: request.id,
    purpose: request.reasonCode?.[0]?.text ?? '',
    text: request.payload?.[0]?.contentString ?? '',
    state: extension.find(({ url }) => url === STATE)?.valueCode ?? '',
    recipients: extension.filter(({ url }) => url === RECIPIENT).map(toRecipient),
    ...(problem !== undefined && { problem }),
    ...(author !== undefined && { author }),
  }
}

function toRecipient({ extension = [] }: FhirExtension): InvitationView['recipients'][number] {
  const part = (name: string) => extension.find(({ url }) => url === name)
  const reason = part('reason')?.valueString
  return {
    patientId: part('patient')?.valueReference?.reference?.replace('Patient/', '') ?? '',
    state: part('state')?.valueCode ?? '',
    ...(reason !== undefined && { reason }),
  }
}
