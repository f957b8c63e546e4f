import { fhir } from '../../../kit/reply.ts'
import { REFERRERS } from '../admissions.ts'
import { ersRoute } from '../ers-route.ts'
import type { Attachment } from '../model/stored-file.ts'
import { documentReferenceSchema, readAttachments } from '../request/attachments.ts'
import { readBody } from '../request/body.ts'
import { parametersOf, readParameters } from '../request/parameters.ts'
import { ensureCurrent, etag, resolveReferral, subjectOfUbrn } from '../request/resolve.ts'
import { referralRequest } from '../resources/referral-request.ts'
import { touch } from '../rules/new-referral.ts'

const definition = parametersOf('MaintainReferralLetter-Parameters', {
  referralLetterFile: { as: 'resource', schema: documentReferenceSchema('REFERRER'), min: 1, max: Infinity },
})

/** Replaces the set of referral letter attachments: what the request leaves out is taken off the referral. */
export const maintainReferralLetter = ersRoute({
  operation: 'a012-maintain-referral-letter',
  method: 'POST',
  path: '/STU3/ReferralRequest/:ubrn/$ers.maintainReferralLetter',
  admission: REFERRERS,
  subject: subjectOfUbrn,
  handle(ers) {
    const referral = resolveReferral(ers)
    ensureCurrent(ers, referral.version, referral.ubrn)
    const values = readParameters(ers, readBody(ers), definition)
    if (referral.state.code === 'CANCELLED_REFERRAL') ers.reject('INVALID_REQUEST_STATE', 'The referral letter of a cancelled referral cannot be changed.')

    const before = referral.attachments.filter(({ type }) => type === 'REFERRER')
    const after = readAttachments(ers, values.all('referralLetterFile'), 'REFERRER', 'referralLetterFile', referral.ubrn).map((attachment) => keepAsItWas(attachment, before))
    if (before.length === after.length && after.every((attachment) => before.includes(attachment))) ers.reject('NO_CHANGES_DETECTED', 'No changes detected when processing supplied request.')

    referral.attachments = [...referral.attachments.filter(({ type }) => type !== 'REFERRER'), ...after]
    if (referral.clinicalInfoFirstSubmitted === undefined) referral.clinicalInfoFirstSubmitted = ers.now
    else referral.clinicalInfoLastUpdated = ers.now
    touch(ers, referral)
    return fhir(200, referralRequest(ers.state, referral, ers.base), { etag: etag(referral.version) })
  },
})

/** A file that was attached already, with the same description, stays the same attachment. */
function keepAsItWas(attachment: Attachment, before: readonly Attachment[]): Attachment {
  return before.find(({ fileId, description }) => fileId === attachment.fileId && description === attachment.description) ?? attachment
}
