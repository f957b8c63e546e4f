import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const NHS_APP = 'The NHS App'

const COMMUNICATION_ID = 'https://fhir.nhs.uk/Id/nhs-app-communication-id'
const REQUEST_ID = 'https://fhir.nhs.uk/NHSApp/request-id'

/** Systems of the references that the NHS App hands back. */
export const REFERENCE = { theirs: COMMUNICATION_ID, ours: REQUEST_ID } as const

/** A message as the NHS App is given it. */
export interface OutgoingMessage {
  nhsNumber: string
  text: string
  /** Our reference, for receipts. */
  reference: string
  /** ODS code of the practice that sends it. */
  odsCode: string
}

/** Over which channel a message goes. The inbox needs a sign-in at P9; a push notification lights up on a locked screen. */
export const channelFor = behaviour('messaging.channelFor', (_message: OutgoingMessage): 'in-app' | 'notification' => 'in-app')

/**
 * The CommunicationRequest: to whom, from which practice, the text, and a reference for receipts that means nothing to
 * anybody else. Nothing more about the patient than the NHS number. Source: NHS App API, Send an in-app message.
 */
export const communicationRequest = behaviour(
  'messaging.communicationRequest',
  (_work: Work, { nhsNumber, text, reference, odsCode }: OutgoingMessage): JsonObject => ({
    resourceType: 'CommunicationRequest',
    identifier: [{ system: REQUEST_ID, value: reference }],
    status: 'active',
    payload: [{ contentString: text }],
    recipient: [{ type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } }],
    requester: { type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: odsCode } },
  }),
)

/** What an answer says: that the message was taken in, under the NHS App's own reference. Anything else is no such answer. */
export const readAcceptance = behaviour('messaging.readAcceptance', (answer: Answer): string => {
  const { status, body } = answer
  if (status >= 400) throw refusalFor(NHS_APP, answer)
  const identifiers = Array.isArray(body['identifier']) ? body['identifier'].filter(isObject) : []
  const id = identifiers.find(({ system }) => system === COMMUNICATION_ID)?.['value']
  if (status !== 201 || typeof id !== 'string') throw unreadableAnswer(NHS_APP, `${status} without a communication id`)
  return id
})

/**
 * Hands a message over, in the application's own name; gives the NHS App's reference. The NHS App knows no repetitions: what
 * is sent twice arrives twice, so it is sent again only when it was surely not taken in.
 *
 * @throws NationalRefusal saying whether the message may have been taken in all the same
 */
export async function sendThroughNhsApp(work: Work, message: OutgoingMessage): Promise<string> {
  const answer = await work.services.platform.call({
    service: NHS_APP,
    as: 'application',
    correlationId: work.interaction,
    method: 'POST',
    path: `/nhs-app/communication/${channelFor(message)}/FHIR/R4/CommunicationRequest`,
    body: communicationRequest(work, message),
    once: true,
  })
  return readAcceptance(answer)
}
