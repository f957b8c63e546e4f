import { fhir } from '../../../kit/reply.ts'
import { CLINICAL_READERS } from '../admissions.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import { ensureVersion, etag, resolveReferral, subjectOfUbrn } from '../request/resolve.ts'
import { referralRequest } from '../resources/referral-request.ts'

function retrieve(ers: Ers, versioned: boolean) {
  const referral = resolveReferral(ers)
  if (versioned) ensureVersion(ers, referral.version)
  return fhir(200, referralRequest(ers.state, referral, ers.base), { etag: etag(referral.version) })
}

/** Gives a referral as it stands. */
export const retrieveReferral = ersRoute({
  operation: 'a005-retrieve-referral-request',
  method: 'GET',
  path: '/STU3/ReferralRequest/:ubrn',
  admission: CLINICAL_READERS,
  subject: subjectOfUbrn,
  handle: (ers) => retrieve(ers, false),
})

/** Gives a version of a referral; only the current one can be had. */
export const retrieveReferralVersion = ersRoute({
  operation: 'a005-retrieve-referral-request-versioned',
  method: 'GET',
  path: '/STU3/ReferralRequest/:ubrn/_history/:version',
  admission: CLINICAL_READERS,
  subject: subjectOfUbrn,
  handle: (ers) => retrieve(ers, true),
})
