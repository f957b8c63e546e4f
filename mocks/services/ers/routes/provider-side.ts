import { refuse } from '../../../kit/refusal.ts'
import { forbidden } from '../errors.ts'
import { ersRoute } from '../ers-route.ts'

/**
 * What only service providers do. A referrer who tries is told that the business function does not allow it; here
 * nobody else calls, since providers act through controls (see gaps.md).
 */
const OPERATIONS = [
  ['a013-accept-referral', '/STU3/ReferralRequest/:ubrn/$ers.acceptReferral'],
  ['a014-reject-referral', '/STU3/ReferralRequest/:ubrn/$ers.rejectReferral'],
  ['a022-cancel-appointment-action-later', '/STU3/ReferralRequest/:ubrn/$ers.cancelAppointmentActionLater'],
  ['a023-retrieve-advice-and-guidance-worklist', '/STU3/CommunicationRequest/$ers.fetchworklist'],
  ['a026-send-advice-and-guidance-response', '/STU3/CommunicationRequest/:ubrn/$ers.sendCommunicationToRequester'],
  ['a027-convert-advice-and-guidance-to-referral', '/STU3/ReferralRequest/$ers.createFromCommunicationRequestActionLater'],
  ['a028-record-triage-outcome', '/STU3/ReferralRequest/:ubrn/$ers.recordReviewOutcome'],
] as const

export const providerSide = OPERATIONS.map(([operation, path]) =>
  ersRoute({
    operation,
    method: 'POST',
    path,
    admission: { users: ['SERVICE_PROVIDER_CLINICIAN', 'SERVICE_PROVIDER_CLINICIAN_ADMIN'], applications: ['PROVIDER_AUTHORISED_APPLICATION'] },
    handle: ({ call }) =>
      refuse(forbidden(call, 'Service providers act through the controls of this service.'), {
        rule: 'provider-side',
        detail: `${operation} is played by controls, not over the wire`,
        clause: 'gaps.md: provider side',
      }),
  }),
)
