import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { CLINICAL_USERS, REFERRERS } from '../admissions.ts'
import { conceptInForce } from '../codes/reference-data.ts'
import { notFound } from '../errors.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import type { Appointment, Referral } from '../model/referral.ts'
import { readAppointment } from '../request/appointment.ts'
import { readBody } from '../request/body.ts'
import { ensureCurrent, ensureVersion, etag, resolveReferral } from '../request/resolve.ts'
import { appointmentResource } from '../resources/appointment.ts'
import { referenceDataCoding } from '../resources/coding.ts'
import { ensurePasCancels, releaseSlot } from '../rules/booking.ts'
import { touch } from '../rules/new-referral.ts'
import type { ErsState } from '../state.ts'

/** The referral whose current appointment has the id. Earlier appointments cannot be had. */
function find(state: ErsState, id: string | undefined): Referral | undefined {
  return [...state.referrals.values()].find((referral) => referral.appointment?.id === id)
}

function resolve(ers: Ers): { referral: Referral; appointment: Appointment } {
  const found = find(ers.state, ers.call.params.id)
  if (!found) return refuse(notFound(ers.call))
  const referral = resolveReferral(ers, found.ubrn)
  return { referral, appointment: referral.appointment! }
}

const subject = (call: Call<ErsState>) => find(call.state, call.params.id)?.nhsNumber

function retrieve(ers: Ers, versioned: boolean) {
  const { referral, appointment } = resolve(ers)
  if (versioned) ensureVersion(ers, appointment.version)
  return fhir(200, appointmentResource(ers.state, referral, appointment, ers.base), { etag: etag(appointment.version) })
}

/** Gives the current appointment of a referral. */
export const retrieveAppointment = ersRoute({
  operation: 'a038-retrieve-appointment',
  method: 'GET',
  path: '/STU3/Appointment/:id',
  admission: CLINICAL_USERS,
  subject,
  handle: (ers) => retrieve(ers, false),
})

export const retrieveAppointmentVersion = ersRoute({
  operation: 'a038-retrieve-appointment-versioned',
  method: 'GET',
  path: '/STU3/Appointment/:id/_history/:version',
  admission: CLINICAL_USERS,
  subject,
  handle: (ers) => retrieve(ers, true),
})

/** Cancels a directly booked appointment, with a reason that a referrer may give; the referral stays open. */
export const updateAppointment = ersRoute({
  operation: 'a034-update-appointment',
  method: 'PUT',
  path: '/STU3/Appointment/:id',
  admission: REFERRERS,
  subject,
  handle(ers) {
    const { referral, appointment } = resolve(ers)
    ensureCurrent(ers, appointment.version, referral.ubrn)
    const request = readAppointment(ers, readBody(ers))
    if (request.status !== 'cancelled') ers.reject('INAPPROPRIATE_VALUE', `'status' (${request.status}) is inappropriate: an appointment can only be cancelled.`, '/status')
    if (appointment.status !== 'booked' || appointment.slotId === undefined) ers.reject('INVALID_REQUEST_STATE', 'Only an appointment booked into a directly-bookable service can be cancelled.')
    const reason = readCancellationReason(ers, request.reason, request.comment)
    ensurePasCancels(ers, appointment)

    releaseSlot(ers.state, appointment)
    appointment.status = 'cancelled'
    appointment.reason = reason
    appointment.version += 1
    if (request.comment === undefined) delete appointment.comment
    else appointment.comment = request.comment
    referral.state = { code: 'APPT_CANCELLED_BY_PATIENT', reason, ...(request.comment !== undefined && { comments: request.comment }) }
    touch(ers, referral)
    return fhir(200, appointmentResource(ers.state, referral, appointment, ers.base), { etag: etag(appointment.version) })
  },
})

/** Words of the refusals as in the published examples. */
function readCancellationReason(ers: Ers, reason: { system: string; code: string } | undefined, comment: string | undefined) {
  if (!reason) return ers.reject('MISSING_VALUE', "'reason' is missing.", '/reason')
  if (!reason.system.endsWith('/STU3/CodeSystem/APPOINTMENT-CANCELLATION-REASON')) ers.reject('INVALID_VALUE', `'reason' (${reason.system}) is invalid.`, '/reason/0/coding/0/system')
  const concept = conceptInForce('APPOINTMENT-CANCELLATION-REASON', reason.code, ers.now)
  const { businessFunction } = actingUser(ers.caller)
  if (!concept || concept.usage !== 'CANCEL' || !concept.businessFunction?.includes(businessFunction)) {
    return ers.reject('INAPPROPRIATE_VALUE', "'reason' The reason provided is not valid in this case", '/reason/0/coding/0/code')
  }
  if (concept.commentIsMandatory && (comment ?? '').trim() === '') ers.reject('MISSING_VALUE', "'comment' is missing.", '/comment')
  return referenceDataCoding('APPOINTMENT-CANCELLATION-REASON', concept.code, concept.display)
}
