import { CLINICAL_READERS } from '../admissions.ts'
import { ersRoute } from '../ers-route.ts'
import { resolveReferral, subjectOfUbrn } from '../request/resolve.ts'
import { clinicalInformation, pdfReply } from '../resources/letters.ts'

/** Makes the summary of a referral's clinical information as a PDF. Attachments are fetched one by one. */
export const retrieveClinicalInformation = ersRoute({
  operation: 'a007-retrieve-clinical-information',
  method: 'POST',
  path: '/STU3/ReferralRequest/:ubrn/$ers.generateCRI',
  admission: CLINICAL_READERS,
  produces: ['application/pdf'],
  consumes: 'nothing',
  subject: subjectOfUbrn,
  handle(ers) {
    const referral = resolveReferral(ers)
    return pdfReply(clinicalInformation(ers.state, referral), referral.ubrn, 'Clinical_Request_Information', ers.now)
  },
})
