import { empty, fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Call } from '../../../kit/call.ts'
import { REFERRERS } from '../admissions.ts'
import { ersRoute } from '../ers-route.ts'
import { hasStandingAppointment } from '../model/referral.ts'
import { readAppointment, readReviewReason } from '../request/appointment.ts'
import { readBody } from '../request/body.ts'
import { etag, resolveReferral } from '../request/resolve.ts'
import { appointmentResource } from '../resources/appointment.ts'
import { book, defer } from '../rules/booking.ts'
import type { ErsState } from '../state.ts'

/** Books a slot, defers booking to the provider, or sends the referral into triage. */
export const bookOrDefer = ersRoute({
  operation: 'a016-book-or-defer-appointment',
  method: 'POST',
  path: '/STU3/Appointment',
  admission: REFERRERS,
  subject: subjectOfAppointment,
  handle(ers) {
    const request = readAppointment(ers, readBody(ers))
    if (!ers.state.referrals.has(request.ubrn)) ers.reject('REFERENCE_NOT_FOUND', `'incomingReferral' (${request.ubrn}) could not be found.`, '/incomingReferral/0')
    const referral = resolveReferral(ers, request.ubrn)
    if (ers.state.locked.has(referral.ubrn)) refuse(empty(423))
    if (request.referralVersion !== referral.version) refuse(empty(409))
    if (referral.state.code === 'CANCELLED_REFERRAL' || hasStandingAppointment(referral)) ers.reject('INVALID_REQUEST_STATE', `A referral in state ${referral.state.code} cannot be booked.`)
    if (request.nhsNumber !== referral.nhsNumber) ers.reject('INAPPROPRIATE_VALUE', `'participant' (${request.nhsNumber}) is not the patient of the referral.`, '/participant')
    if (!referral.shortlist.includes(request.serviceId)) ers.reject('INAPPROPRIATE_VALUE', `'participant' (${request.serviceId}) is not on the shortlist of the referral.`, '/participant')
    const service = ers.state.services.get(request.serviceId)
    if (!service || service.withdrawn) return ers.decline('SERVICE_UNAVAILABLE', `Service ${request.serviceId} is no longer available.`)

    const booking = { referral, service, slotId: request.slotId, start: request.start, end: request.end, clinician: request.clinician, comment: request.comment }
    if (request.status !== 'booked' && request.status !== 'proposed') ers.reject('INAPPROPRIATE_VALUE', `'status' (${request.status}) is inappropriate.`, '/status')
    const appointment = request.status === 'booked' ? book(ers, booking) : defer(ers, booking, readReviewReason(ers, request))
    return fhir(201, appointmentResource(ers.state, referral, appointment, ers.base), { etag: etag(appointment.version) })
  },
})

function subjectOfAppointment(call: Call<ErsState>): string | undefined {
  const reference = (call.json as { incomingReferral?: { reference?: unknown }[] } | undefined)?.incomingReferral?.[0]?.reference
  const ubrn = typeof reference === 'string' ? reference.split('/')[1] : undefined
  return ubrn === undefined ? undefined : call.state.referrals.get(ubrn)?.nhsNumber
}
