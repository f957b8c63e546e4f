import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Reply } from '../../kit/reply.ts'
import { cancelItem, type CancellationOutcome } from './cancel.ts'
import { cancelReply } from './cancel-response.ts'
import {
  extension,
  identifierValue,
  medicationRequestsOf,
  patientOf,
  resolve,
  type Bundle,
  type Organization,
  type Practitioner,
  type PractitionerRole,
} from './fhir.ts'
import { cancellationRequest } from './hl7/cancellation-request.ts'
import { currentIssue, settle } from './lifecycle.ts'
import type { EpsState } from './state.ts'
import { EXTENSION, ID } from './systems.ts'

/** Takes a cancellation to Spine and answers as Spine does. May throw a `ProcessingError`. */
export function submitCancellation(call: Call<EpsState>, bundle: Bundle): Reply {
  const now = call.environment.clock.now()
  // Nothing is done with the HL7 V3 message but to see that it can be made.
  cancellationRequest(bundle, now)
  const request = medicationRequestsOf(bundle)[0]!
  const answer = (outcome: CancellationOutcome, display?: string): never =>
    refuse(cancelReply(call, bundle, outcome, { ...(display !== undefined && { display }) }))

  if (!call.state.cancellationEnabled) return answer('R-0009')
  const prescription = call.state.prescriptions.get(request.groupIdentifier?.value ?? '')
  if (!prescription) return answer('R-0008')
  const mismatch = (what: string) =>
    answer('R-5000', `Unable to process message. Information missing or invalid - Mismatch between prescription and cancellation ${what}`)
  if (identifierValue(patientOf(bundle).identifier, ID.nhsNumber, 'Patient.identifier') !== prescription.nhsNumber)
    return mismatch('NHSNumber')
  const longId = extension(request.groupIdentifier?.extension, EXTENSION.prescriptionId, 'MedicationRequest.groupIdentifier.extension')
    .valueIdentifier?.value
  if (longId?.toLowerCase() !== prescription.longId) return mismatch('PrescriptionID')
  const lineItemId = identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier').toLowerCase()
  if (!prescription.items.some((item) => item.id === lineItemId)) return answer('R-0008')

  settle(prescription, now)
  const role = resolve<PractitionerRole>(bundle, request.requester)
  const userId = identifierValue(resolve<Practitioner>(bundle, role.practitioner).identifier, ID.user, 'Practitioner.identifier')
  const reason = request.statusReason?.coding?.[0]?.code ?? ''
  const organisation = identifierValue(
    resolve<Organization>(bundle, role.organization).identifier,
    ID.organisation,
    'Organization.identifier',
  )
  const outcome = cancelItem(prescription, lineItemId, { userId, organisation, reason, at: now, messageId: bundle.identifier?.value ?? '' })
  return cancelReply(call, bundle, outcome, { dispenser: currentIssue(prescription).dispenser })
}
