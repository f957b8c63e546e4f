import type { Candidate } from '../../candidate.ts'
import type { DriverOptions } from '../driver.ts'
import { apiAdjustments } from './adjustments.ts'
import { apiAppointments } from './appointments.ts'
import { apiAudit } from './audit.ts'
import { apiBookingReferral } from './booking-referral.ts'
import { apiConnection } from './connection.ts'
import { apiDemographics } from './demographics.ts'
import { apiDirectories } from './directories.ts'
import { apiDocuments } from './documents.ts'
import { apiExtracts } from './extracts.ts'
import { createFhirClient } from './fhir-client.ts'
import { apiFitNotes } from './fit-notes.ts'
import { apiGpConnect } from './gp-connect.ts'
import { createHttpClient } from './http.ts'
import { apiIdentity } from './identity.ts'
import { apiIm1 } from './im1.ts'
import { apiInvitations } from './invitations.ts'
import { apiImmunisations } from './immunisations.ts'
import { apiLaboratory } from './laboratory.ts'
import { apiMessaging } from './messaging.ts'
import { apiNotifications } from './notifications.ts'
import { apiPlans } from './plans.ts'
import { apiPrescribing } from './prescribing.ts'
import { apiProblems } from './problems.ts'
import { apiProxyAccess } from './proxy-access.ts'
import { apiReferrals } from './referrals.ts'
import { apiOnlineServices } from './online-services.ts'
import { apiPatientFacing } from './patient-facing.ts'
import { apiRegistrationLinks } from './registration-links.ts'
import { apiRegistrationsMi } from './registrations-mi.ts'
import { apiResources } from './resources.ts'
import { apiSafeguarding } from './safeguarding.ts'
import { apiSummaries } from './summaries.ts'
import { apiTasks } from './tasks.ts'
import { apiYellowCards } from './yellow-cards.ts'
import { apiTestAids } from './test-aids.ts'
import { apiTransfers } from './transfers.ts'

/** Drives a candidate through its HTTP API. Offers everything but a screen. */
export function apiDriver(options: DriverOptions): Partial<Candidate> {
  const { config, recorder } = options
  const http = createHttpClient({ baseUrl: config.baseUrl, ...(config.authority && { authority: config.authority }), requestMs: config.limits.requestMs, recorder })
  const fhir = createFhirClient(http, config.fhirPath)
  const gpConnect = apiGpConnect(fhir, options)
  const bookingReferral = apiBookingReferral(fhir, options)
  const documents = apiDocuments(fhir, options)
  return {
    identity: apiIdentity(http),
    demographics: apiDemographics(fhir),
    adjustments: apiAdjustments(fhir),
    safeguarding: apiSafeguarding(fhir),
    registrationsMi: apiRegistrationsMi(fhir),
    registrationLinks: apiRegistrationLinks(fhir),
    appointments: apiAppointments(fhir),
    resources: apiResources(fhir),
    referrals: apiReferrals(fhir),
    bookingReferral,
    messaging: apiMessaging(fhir),
    invitations: apiInvitations(fhir),
    notifications: apiNotifications(fhir),
    documents,
    laboratory: apiLaboratory(fhir),
    prescribing: apiPrescribing(fhir),
    summaries: apiSummaries(fhir),
    immunisations: apiImmunisations(fhir),
    extracts: apiExtracts(fhir),
    fitNotes: apiFitNotes(fhir),
    plans: apiPlans(fhir),
    yellowCards: apiYellowCards(fhir),
    transfers: apiTransfers(fhir),
    tasks: apiTasks(fhir),
    onlineServices: apiOnlineServices(fhir),
    patientFacing: apiPatientFacing(http),
    proxyAccess: apiProxyAccess(fhir),
    im1: apiIm1(http, fhir),
    directories: apiDirectories(fhir),
    problems: apiProblems(fhir),
    gpConnect,
    audit: apiAudit(fhir),
    connection: apiConnection(config),
    aids: apiTestAids(http, config.testAids),
    close: async () => {
      await Promise.all([http.close(), gpConnect.close(), bookingReferral.close(), documents.close()])
    },
  }
}
