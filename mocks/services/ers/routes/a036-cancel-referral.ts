import { fhir } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { REFERRERS } from '../admissions.ts'
import { conceptInForce, type Concept } from '../codes/reference-data.ts'
import { profile } from '../codes/systems.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import { hasStandingAppointment, type Referral } from '../model/referral.ts'
import { readBody } from '../request/body.ts'
import { parametersOf, readParameters } from '../request/parameters.ts'
import { ensureCurrent, resolveReferral, subjectOfUbrn } from '../request/resolve.ts'
import { coding } from '../request/shape.ts'
import { appointmentResource } from '../resources/appointment.ts'
import { referralRequest } from '../resources/referral-request.ts'
import { ensurePasCancels } from '../rules/booking.ts'
import { cancelReferral as cancel } from '../rules/cancel-referral.ts'

const COMMENT_LIMIT = 2000
const definition = parametersOf('CancelReferral-Request-Parameters', {
  cancellationReason: { as: 'valueCoding', schema: coding({ pattern: '/STU3/CodeSystem/REFERRAL-CANCELLATION-REASON$' }), min: 1 },
  cancellationComments: { as: 'valueString', schema: { type: 'string' }, min: 0 },
})

/** Cancels a referral for good, together with the appointment it may have. */
export const cancelReferral = ersRoute({
  operation: 'a036-cancel-referral',
  method: 'POST',
  path: '/STU3/ReferralRequest/:ubrn/$ers.cancelReferral',
  admission: REFERRERS,
  subject: subjectOfUbrn,
  handle(ers) {
    const referral = resolveReferral(ers)
    ensureCurrent(ers, referral.version, referral.ubrn)
    const values = readParameters(ers, readBody(ers), definition)
    if (referral.state.code === 'CANCELLED_REFERRAL') ers.reject('INVALID_REQUEST_STATE', 'The referral has been cancelled already.')
    const comments = values.one<string>('cancellationComments')
    const concept = readReason(ers, referral, values.one<{ code: string }>('cancellationReason')!.code, comments)
    const withAppointment = hasStandingAppointment(referral)
    if (withAppointment) ensurePasCancels(ers, referral.appointment!)

    cancel(ers, referral, concept, comments, 'referrer')
    return fhir(200, {
      meta: { profile: [profile('CancelReferral-Response-Parameters')] },
      resourceType: 'Parameters',
      parameter: [
        { name: 'updatedReferralRequest', resource: referralRequest(ers.state, referral, ers.base) },
        ...(withAppointment ? [{ name: 'updatedAppointment', resource: appointmentResource(ers.state, referral, referral.appointment!, ers.base) }] : []),
      ],
    })
  },
})

/** A reason that this user may give, and that may take an appointment with it if there is one. Source: A036, scenarios 1 and 2. */
function readReason(ers: Ers, referral: Referral, code: string, comments: string | undefined): Concept {
  const concept = conceptInForce('REFERRAL-CANCELLATION-REASON', code, ers.now)
  const { businessFunction } = actingUser(ers.caller)
  const fits = concept?.referrerUsage === 'CANCEL_REFERRAL' && concept.businessFunction?.includes(businessFunction) && (!hasStandingAppointment(referral) || concept.canCancelAppointment)
  if (!concept || !fits) return ers.reject('INAPPROPRIATE_VALUE', "'cancellationReason' The reason provided is not valid in this case", '/cancellationReason')
  if (concept.commentIsMandatory && (comments ?? '').trim() === '') ers.reject('MISSING_VALUE', "'cancellationComments' is missing.", '/cancellationComments')
  if ((comments?.length ?? 0) > COMMENT_LIMIT) ers.reject('INAPPROPRIATE_VALUE', `'cancellationComments' has more than ${COMMENT_LIMIT} characters.`, '/cancellationComments')
  return concept
}
