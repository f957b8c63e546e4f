import { medicationRequestsOf, type Bundle } from '../fhir.ts'
import { wrongValue, type Objection } from '../issue.ts'

const REQUESTS = 'Bundle.entry.resource.ofType(MedicationRequest)'

/** Rules of a prescription-order-update (cancel) message. Source: EPS FHIR Prescribing API, "Verification errors". */
export function cancelObjections(bundle: Bundle): Objection[] {
  const requests = medicationRequestsOf(bundle)
  return [
    ...(requests.length === 1
      ? []
      : [
          wrongValue(
            'cancel-one-item',
            "The Bundle must contain exactly one MedicationRequest if MessageHeader.eventCoding.code is 'prescription-order-update'.",
            REQUESTS,
          ),
        ]),
    ...(requests.some((request) => request.status !== 'cancelled')
      ? [wrongValue('cancel-status', 'MedicationRequest.status must be cancelled.', `${REQUESTS}.status`)]
      : []),
    ...(requests.some((request) => !request.statusReason)
      ? [wrongValue('cancel-reason', 'Expected MedicationRequest to have a value for statusReason.', `${REQUESTS}.statusReason`)]
      : []),
  ]
}
