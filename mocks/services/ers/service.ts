import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, notFound, refuseAccess } from './errors.ts'
import { retrieveReferenceData } from './routes/a004-reference-data.ts'
import { retrieveReferral, retrieveReferralVersion } from './routes/a005-retrieve-referral.ts'
import { retrieveClinicalInformation } from './routes/a007-clinical-information.ts'
import { retrieveWorklist } from './routes/a008-worklist.ts'
import { searchServices } from './routes/a010-search-services.ts'
import { maintainReferralLetter } from './routes/a012-maintain-letter.ts'
import { retrieveSlots } from './routes/a015-slots.ts'
import { bookOrDefer } from './routes/a016-book-or-defer.ts'
import { generatePatientLetter } from './routes/a019-patient-letter.ts'
import { uploadFile } from './routes/a020-upload-file.ts'
import { availableActions } from './routes/a029-available-actions.ts'
import { retrieveBusinessFunctions } from './routes/a030-business-functions.ts'
import { cancelReferral } from './routes/a036-cancel-referral.ts'
import { retrieveOnBehalfOfUsers } from './routes/a040-on-behalf-of.ts'
import { searchServiceRequests } from './routes/a041-search-service-requests.ts'
import { createAdviceRequest, retrieveAdviceOverview, retrieveAdviceRequest, retrieveAdviceRequestVersion, retrieveConversation } from './routes/advice.ts'
import { retrieveAppointment, retrieveAppointmentVersion, updateAppointment } from './routes/appointment.ts'
import { downloadFromObjectStore, retrieveAttachmentR4, retrieveAttachmentStu3 } from './routes/attachments.ts'
import { changeShortlist, changeShortlistAndSendForTriage } from './routes/change-shortlist.ts'
import { createReferral, createReferralAndSendForTriage } from './routes/create-referral.ts'
import { retrieveHealthcareService, retrieveHealthcareServiceVersion, searchHealthcareServices } from './routes/healthcare-service.ts'
import { providerSide } from './routes/provider-side.ts'
import { createState, type ErsState } from './state.ts'

/** The e-Referral Service as a GP system meets it: FHIR STU3 and R4 side by side under one base path. */
export const service = defineService<ErsState, typeof controls>({
  key: 'ers',
  title: 'e-Referral Service',
  basePath: '/referrals/FHIR',
  spec: { title: 'e-Referral Service FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/e-referral-service-fhir' },
  state: createState,
  routes: [
    retrieveReferenceData,
    retrieveReferral,
    retrieveReferralVersion,
    retrieveAttachmentStu3,
    retrieveClinicalInformation,
    retrieveWorklist,
    searchServices,
    createReferral,
    maintainReferralLetter,
    retrieveSlots,
    bookOrDefer,
    generatePatientLetter,
    uploadFile,
    createReferralAndSendForTriage,
    retrieveAdviceRequest,
    retrieveAdviceRequestVersion,
    retrieveConversation,
    availableActions,
    retrieveBusinessFunctions,
    changeShortlist,
    changeShortlistAndSendForTriage,
    retrieveHealthcareService,
    updateAppointment,
    searchHealthcareServices,
    cancelReferral,
    retrieveHealthcareServiceVersion,
    retrieveAppointment,
    retrieveAppointmentVersion,
    retrieveOnBehalfOfUsers,
    searchServiceRequests,
    retrieveAttachmentR4,
    retrieveAdviceOverview,
    createAdviceRequest,
    downloadFromObjectStore,
    ...providerSide,
  ],
  errors,
  refuseAccess,
  everyReply: (call) => {
    const correlation = call.header('x-correlation-id')
    return { 'x-request-id': `${call.environment.random.uuid()}-1`, ...(correlation !== undefined && { 'x-correlation-id': correlation }) }
  },
  unmatched: notFound,
  controls,
})
