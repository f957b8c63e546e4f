import { fhir } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { REFERRERS } from '../admissions.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import type { Referral } from '../model/referral.ts'
import { readBody } from '../request/body.ts'
import { parametersOf, readParameters, type Values } from '../request/parameters.ts'
import { patientOf, patientPart, readPatient } from '../request/patient.ts'
import { readReferringClinician, referringClinicianPart } from '../request/referring-clinician.ts'
import { etag } from '../request/resolve.ts'
import { instant } from '../request/shape.ts'
import { ensureForTriage, letterIntentionPart, readLetterIntention, readShortlist, reminderPart, shortlistPart } from '../request/shortlist.ts'
import { referralRequest } from '../resources/referral-request.ts'
import { newReferral, sendForTriage } from '../rules/new-referral.ts'

const YEAR_MS = 365 * 86_400_000
const common = {
  patient: patientPart,
  referringClinician: referringClinicianPart,
  shortlist: shortlistPart,
  intentionToAddReferralLetter: letterIntentionPart,
  firstReminderLetterFollowUpDays: reminderPart,
}
const referral = parametersOf('CreateReferral-Parameters', { ...common, eReferralPathwayStart: { as: 'valueInstant', schema: instant, min: 0 } })
const triage = parametersOf('CreateReferralAndSendForTriage-Parameters', common)

/** Creates a referral with a shortlist. Nothing is booked or sent by that alone. */
export const createReferral = ersRoute({
  operation: 'a011-create-referral',
  method: 'POST',
  path: '/STU3/ReferralRequest/$ers.createReferral',
  admission: REFERRERS,
  subject: (call) => patientOf(call.json),
  handle: (ers) => answer(ers, create(ers, readParameters(ers, readBody(ers), referral), false)),
})

/** Creates a referral to one triage service and sends it there (deprecated: A011 and A016 replace it). */
export const createReferralAndSendForTriage = ersRoute({
  operation: 'a021-create-referral-request-and-send-for-triage',
  method: 'POST',
  path: '/STU3/ReferralRequest/$ers.createReferralAndSendForTriage',
  admission: REFERRERS,
  subject: (call) => patientOf(call.json),
  handle: (ers) => answer(ers, create(ers, readParameters(ers, readBody(ers), triage), true)),
})

function create(ers: Ers, values: Values, forTriage: boolean): Referral {
  const caller = actingUser(ers.caller)
  const nhsNumber = readPatient(ers, values)
  const clinicianId = readReferringClinician(ers, caller, values)
  if (ers.state.closedOrganisations.has(caller.organisation)) ers.reject('ORGANISATION_IS_CLOSED', `Organisation ${caller.organisation} is closed.`, 'nhsd-end-user-organisation-ods')
  const shortlist = readShortlist(ers, values, nhsNumber, 'APPOINTMENT_REQUEST')
  if (forTriage) ensureForTriage(ers, values, shortlist, false)
  const letterIntention = readLetterIntention(ers, values, shortlist.services, false)
  const pathwayStart = readPathwayStart(ers, values)

  const created = newReferral({ state: ers.state, now: ers.now, random: ers.call.environment.random }, caller, {
    nhsNumber,
    clinicianId,
    shortlist,
    letterIntention,
    reminderDays: values.one<number>('firstReminderLetterFollowUpDays')!,
    ...(pathwayStart !== undefined && { pathwayStart }),
  })
  if (forTriage) sendForTriage(ers, created, shortlist.services[0]!.id)
  return created
}

/** An alternate pathway start lies in the past, at most 365 days back. */
function readPathwayStart(ers: Ers, values: Values): string | undefined {
  const value = values.one<string>('eReferralPathwayStart')
  if (value === undefined) return undefined
  const at = Date.parse(value)
  if (at > ers.now || at < ers.now - YEAR_MS) ers.reject('INAPPROPRIATE_VALUE', `'eReferralPathwayStart' (${value}) must be in the past and no longer than 365 days ago.`, '/eReferralPathwayStart')
  return value
}

function answer(ers: Ers, created: Referral) {
  ers.call.subject = created.nhsNumber
  return fhir(201, referralRequest(ers.state, created, ers.base), { etag: etag(created.version) })
}
