import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { MessageView, MessagingVerbs } from '../../port/messaging.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, parameters, type FhirExtension, type FhirIdentifier, type FhirReference } from './fhir-types.ts'

const STATE = 'https://assay.example/StructureDefinition/message-state'
const RECEIPT = 'https://assay.example/StructureDefinition/message-receipt'
const CLICK = 'https://assay.example/Id/message-click'
const COMMUNICATION_ID = 'https://fhir.nhs.uk/Id/nhs-app-communication-id'

/** Messages to patients through the candidate's FHIR API (docs/candidate-contract/messaging.md). */
export function apiMessaging(fhir: FhirClient): MessagingVerbs {
  const message = async (session: Session, request: FhirRequest): Promise<Answer<MessageView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toMessageView(answer.value.resource)) : answer
  }
  return {
    send: (session, { patientId, text, click }) =>
      message(session, {
        verb: 'messaging.send',
        method: 'POST',
        path: 'Communication',
        body: {
          resourceType: 'Communication',
          status: 'preparation',
          ...(click !== undefined && { identifier: [{ system: CLICK, value: click }] }),
          recipient: [{ reference: `Patient/${patientId}` }],
          payload: [{ contentString: text }],
        },
      }),
    sendAgain: (session, id, { despiteDoubt } = {}) =>
      message(session, {
        verb: 'messaging.sendAgain',
        method: 'POST',
        path: `Communication/${id}/$send-again`,
        body: parameters({ despiteDoubt }),
      }),
    async ofPatient(session, patientId) {
      const answer = await fhir.call(session, {
        verb: 'messaging.ofPatient',
        method: 'GET',
        path: `Communication?patient=Patient/${patientId}`,
      })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toMessageView)) : answer
    },
    async setWish(session, patientId, wanted) {
      const answer = await fhir.call(session, {
        verb: 'messaging.setWish',
        method: 'POST',
        path: `Patient/${patientId}/$message-wish`,
        body: parameters({ nhsApp: wanted }),
      })
      return answer.ok ? done(undefined) : answer
    },
  }
}

function toMessageView(resource: Resource | undefined): MessageView {
  const communication = (resource ?? {}) as {
    resourceType?: string
    id?: string
    extension?: FhirExtension[]
    identifier?: FhirIdentifier[]
    statusReason?: { text?: string }
    recipient?: FhirReference[]
    sender?: FhirReference
    payload?: { contentString?: string }[]
  }
  if (communication.resourceType !== 'Communication' || !communication.id)
    throw new CandidateFault(`Expected a Communication with an id, saw ${communication.resourceType ?? 'nothing'}.`)
  const { extension = [] } = communication
  const communicationId = communication.identifier?.find(({ system }) => system === COMMUNICATION_ID)?.value
  const patientId = communication.recipient?.[0]?.reference?.replace('Patient/', '')
  const author = communication.sender?.identifier?.value
  const problem = communication.statusReason?.text
  return {
    id: communication.id,
    text: communication.payload?.[0]?.contentString ?? '',
    state: extension.find(({ url }) => url === STATE)?.valueCode ?? '',
    receipts: extension
      .filter(({ url }) => url === RECEIPT)
      .map((receipt) => receipt.extension?.find(({ url }) => url === 'status')?.valueCode ?? ''),
    ...(patientId !== undefined && { patientId }),
    ...(communicationId !== undefined && { communicationId }),
    ...(problem !== undefined && { problem }),
    ...(author !== undefined && { author }),
  }
}
