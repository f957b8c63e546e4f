import { fhir } from '../../../kit/reply.ts'
import { REFERRERS } from '../admissions.ts'
import { profile } from '../codes/systems.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import { hasStandingAppointment, type Referral } from '../model/referral.ts'
import { readBody } from '../request/body.ts'
import { parametersOf, readParameters, type ParametersDefinition } from '../request/parameters.ts'
import { ensureCurrent, etag, resolveReferral, subjectOfUbrn } from '../request/resolve.ts'
import { ensureForTriage, letterIntentionPart, readLetterIntention, readShortlist, reminderPart, shortlistPart } from '../request/shortlist.ts'
import { appointmentResource } from '../resources/appointment.ts'
import { referralRequest } from '../resources/referral-request.ts'
import { sendForTriage, touch } from '../rules/new-referral.ts'

const parts = { shortlist: shortlistPart, intentionToAddReferralLetter: letterIntentionPart, firstReminderLetterFollowUpDays: reminderPart }
const shortlist = parametersOf('ChangeShortlist-Parameters', parts)
const triage = parametersOf('ChangeShortlistAndSendForTriage-Request-Parameters', parts)

/** Puts other services on the shortlist of a referral that has no standing appointment. */
export const changeShortlist = ersRoute({
  operation: 'a031-change-shortlist',
  method: 'POST',
  path: '/STU3/ReferralRequest/:ubrn/$ers.changeShortlist',
  admission: REFERRERS,
  subject: subjectOfUbrn,
  handle(ers) {
    const referral = change(ers, shortlist, false)
    return fhir(200, referralRequest(ers.state, referral, ers.base), { etag: etag(referral.version) })
  },
})

/** Puts one triage service on the shortlist and sends the referral there (deprecated: A031 and A016 replace it). */
export const changeShortlistAndSendForTriage = ersRoute({
  operation: 'a032-change-shortlist-and-send-for-triage',
  method: 'POST',
  path: '/STU3/ReferralRequest/:ubrn/$ers.changeShortlistAndSendForTriage',
  admission: REFERRERS,
  subject: subjectOfUbrn,
  handle(ers) {
    const referral = change(ers, triage, true)
    return fhir(200, {
      meta: { profile: [profile('ChangeShortlistAndSendForTriage-Response-Parameters')] },
      resourceType: 'Parameters',
      parameter: [
        { name: 'updatedReferralRequest', resource: referralRequest(ers.state, referral, ers.base) },
        { name: 'createdAppointment', resource: appointmentResource(ers.state, referral, referral.appointment!, ers.base) },
      ],
    })
  },
})

function change(ers: Ers, definition: ParametersDefinition, forTriage: boolean): Referral {
  const referral = resolveReferral(ers)
  ensureCurrent(ers, referral.version, referral.ubrn, 400)
  const values = readParameters(ers, readBody(ers), definition)
  if (referral.state.code === 'CANCELLED_REFERRAL' || hasStandingAppointment(referral)) {
    ers.reject('INVALID_REQUEST_STATE', `The shortlist of a referral in state ${referral.state.code} cannot be changed.`)
  }
  const hasLetter = referral.attachments.some(({ type }) => type === 'REFERRER')
  const changed = readShortlist(ers, values, referral.nhsNumber, 'APPOINTMENT_REQUEST')
  if (forTriage) ensureForTriage(ers, values, changed, hasLetter)
  referral.letterIntention = readLetterIntention(ers, values, changed.services, hasLetter)
  referral.reminderDays = values.one<number>('firstReminderLetterFollowUpDays')!
  referral.shortlist = changed.services.map((service) => service.id)
  referral.criteria = changed.criteria.parameters
  referral.priority = changed.criteria.priority
  referral.state = { code: 'NOT_BOOKED' }
  delete referral.appointment
  delete referral.bookingFailed
  touch(ers, referral)
  if (forTriage) sendForTriage(ers, referral, changed.services[0]!.id)
  return referral
}
