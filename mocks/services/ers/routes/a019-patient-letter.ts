import { REFERRERS } from '../admissions.ts'
import { ersRoute } from '../ers-route.ts'
import { resolveReferral, subjectOfUbrn } from '../request/resolve.ts'
import { patientLetter, pdfReply } from '../resources/letters.ts'

/** Makes the letter for the patient as a PDF. UBRN and password stand nowhere else: the API gives the password in no resource. */
export const generatePatientLetter = ersRoute({
  operation: 'a019-generate-patient-letter',
  method: 'POST',
  path: '/STU3/ReferralRequest/:ubrn/$ers.generatePatientLetter',
  admission: REFERRERS,
  produces: ['application/pdf'],
  consumes: 'nothing',
  subject: subjectOfUbrn,
  handle(ers) {
    const referral = resolveReferral(ers)
    if (referral.state.code === 'CANCELLED_REFERRAL') ers.reject('INVALID_REQUEST_STATE', 'There is no patient letter for a cancelled referral.')
    if (referral.password === undefined) return ers.decline('NO_ACCESS_CODE', 'The patient does not have an access code/password to log onto the patient portal.')
    return pdfReply(patientLetter(ers.state, referral, referral.password), referral.ubrn, 'Appointment_Request_Letter', ers.now)
  },
})
