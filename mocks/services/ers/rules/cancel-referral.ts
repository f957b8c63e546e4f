import type { Concept } from '../codes/reference-data.ts'
import { hasStandingAppointment, type Referral } from '../model/referral.ts'
import { referenceDataCoding } from '../resources/coding.ts'
import type { ErsState } from '../state.ts'
import { releaseSlot } from './booking.ts'
import { touch } from './new-referral.ts'

/** Ends a referral: state, reason and comments, and the standing appointment with it (reason as in the published example). */
export function cancelReferral(ers: { state: ErsState; now: number }, referral: Referral, reason: Concept, comments: string | undefined, by: Referral['cancelledBy']): void {
  const { appointment } = referral
  if (appointment && hasStandingAppointment(referral)) {
    releaseSlot(ers.state, appointment)
    appointment.status = 'cancelled'
    appointment.version += 1
    appointment.reason = referenceDataCoding('APPOINTMENT-CANCELLATION-REASON', 'PATIENT_APPOINTMENT_CANCELLATION_OTHER')
    if (comments !== undefined) appointment.comment = comments
  }
  referral.state = {
    code: 'CANCELLED_REFERRAL',
    reason: referenceDataCoding('REFERRAL-CANCELLATION-REASON', reason.code, reason.display),
    ...(comments !== undefined && { comments }),
  }
  referral.cancelledBy = by
  touch(ers, referral)
}
