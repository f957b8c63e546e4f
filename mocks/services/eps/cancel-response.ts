import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { CancellationOutcome } from './cancel.ts'
import codes from './data/codes.json' with { type: 'json' }
import { fhirDateTime } from './dates.ts'
import {
  extensionOrNone,
  identifierValue,
  medicationRequestsOf,
  patientOf,
  resolve,
  type Bundle,
  type Organization,
  type PractitionerRole,
  type Resource,
} from './fhir.ts'
import { coded } from './issue.ts'
import { bareOutcome, FHIR_JSON } from './outcome.ts'
import { dispenserResources, patientResource, personResources, roleId, urn } from './response-resources.ts'
import type { Dispenser } from './state.ts'
import { CODES, EXTENSION, ID } from './systems.ts'

type Json = Record<string, unknown>

/**
 * The answer to a cancellation: 200 with a Bundle when it was done; 400 with a Bundle when Spine knows the item but did
 * not cancel it; 400 with an OperationOutcome when it could not look at the matter at all.
 * @param display replaces the usual words (R-5000 says what was wrong)
 */
export function cancelReply(
  call: Call,
  bundle: Bundle,
  outcome: CancellationOutcome,
  options: { display?: string; dispenser?: Dispenser | undefined } = {},
): Reply {
  const known = codes.cancellationOutcomes[outcome]
  const display = options.display ?? known.display
  if ('issue' in known) return bareOutcome(400, coded(known.issue, 'statusHistory', outcome, display))
  return fhir(
    outcome === 'R-0001' ? 200 : 400,
    responseBundle(call, bundle, { code: outcome, display, itemStatus: known.itemStatus }, options.dispenser),
    FHIR_JSON,
  )
}

function responseBundle(
  call: Call,
  bundle: Bundle,
  outcome: { code: string; display: string; itemStatus: string },
  dispenser: Dispenser | undefined,
): Json {
  const newId = () => call.environment.random.uuid()
  const now = fhirDateTime(call.environment.clock.now())
  const request = medicationRequestsOf(bundle)[0]!
  const requesterRole = resolve<PractitionerRole>(bundle, request.requester)
  const originalReference = extensionOrNone(
    request.extension,
    EXTENSION.responsiblePractitioner,
    'MedicationRequest.extension',
  )?.valueReference
  const originalRole = originalReference ? resolve<PractitionerRole>(bundle, originalReference) : requesterRole

  const patient = patientResource(newId(), patientOf(bundle))
  const requester = personResources(newId, bundle, requesterRole)
  // Without a practitioner of its own, or under the same role profile, the original author is the requester.
  const isSame = originalRole === requesterRole || !originalRole.practitioner || roleId(originalRole) === roleId(requesterRole)
  const original = isSame ? requester : personResources(newId, bundle, originalRole)
  const performer = dispenser && dispenserResources(newId, dispenser)

  const messageId = newId()
  const item = {
    resourceType: 'MedicationRequest',
    id: newId(),
    extension: [
      {
        url: EXTENSION.statusHistory,
        extension: [
          { url: 'status', valueCoding: { system: CODES.statusHistory, code: outcome.code, display: outcome.display } },
          { url: 'statusDate', valueDateTime: now },
        ],
      },
      { url: EXTENSION.responsiblePractitioner, valueReference: { reference: urn(requester.role) } },
    ],
    identifier: [
      { system: ID.lineItem, value: identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier').toLowerCase() },
    ],
    status: outcome.itemStatus,
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: CODES.snomed, code: '763158003', display: 'Medicinal product' }] },
    subject: { reference: urn(patient) },
    requester: { reference: urn(original.role) },
    groupIdentifier: { system: ID.prescription, value: request.groupIdentifier?.value },
    ...(performer && {
      dispenseRequest: {
        performer: {
          extension: [{ url: EXTENSION.dispensingPerformer, valueReference: { reference: urn(performer.role) } }],
          identifier: { system: ID.organisation, value: dispenser.odsCode },
          display: dispenser.name,
        },
      },
    }),
  }
  const header = messageHeader(call, newId(), {
    messageId,
    requestId: bundle.identifier?.value ?? '',
    odsCode: odsCodeOf(bundle, requesterRole),
    focus: [urn(patient), urn(item)],
  })
  const people = [requester, ...(isSame ? [] : [original]), ...(performer ? [performer] : [])]
  const resources = [
    header,
    item,
    patient,
    ...people.flatMap((each) => each.practitioner ?? []),
    ...people.map((each) => each.role),
    ...people.flatMap((each) => each.organisation ?? []),
  ]
  return {
    resourceType: 'Bundle',
    type: 'message',
    identifier: { system: ID.message, value: messageId },
    timestamp: now,
    entry: resources.map((resource) => ({ fullUrl: urn(resource), resource })),
  }
}

function messageHeader(call: Call, id: string, about: { messageId: string; requestId: string; odsCode: string; focus: string[] }) {
  return {
    resourceType: 'MessageHeader',
    id,
    extension: [{ url: EXTENSION.messageId, valueIdentifier: { system: ID.message, value: about.messageId } }],
    eventCoding: { system: CODES.event, code: 'prescription-order-response', display: 'Prescription Order Response' },
    destination: [
      {
        endpoint: `urn:nhs-uk:addressing:ods:${about.odsCode}`,
        receiver: { identifier: { system: ID.organisation, value: about.odsCode } },
      },
    ],
    sender: { identifier: { system: ID.organisation, value: 'X2601' }, display: 'NHS Digital Spine' },
    source: { name: 'NHS Spine', endpoint: `${call.baseUrl}/fhir-prescribing/$process-message` },
    response: { identifier: about.requestId.toLowerCase(), code: 'ok' },
    focus: about.focus.map((reference) => ({ reference })),
  }
}

function odsCodeOf(bundle: Bundle, role: PractitionerRole): string {
  const organisation = resolve<Resource & { identifier?: Organization['identifier'] }>(bundle, role.organization)
  return identifierValue(organisation.identifier, ID.organisation, 'Organization.identifier')
}
