import type { AdjustmentVerbs } from './port/adjustments.ts'
import type { AppointmentVerbs } from './port/appointments.ts'
import type { AuditVerbs } from './port/audit.ts'
import type { BookingReferralVerbs } from './port/booking-referral.ts'
import type { ConnectionVerbs } from './port/connection.ts'
import type { DirectoryVerbs } from './port/directories.ts'
import type { DocumentVerbs } from './port/documents.ts'
import type { DemographicsVerbs } from './port/demographics.ts'
import type { ExtractVerbs } from './port/extracts.ts'
import type { FitNoteVerbs } from './port/fit-notes.ts'
import type { GpConnectVerbs } from './port/gp-connect.ts'
import type { IdentityVerbs } from './port/identity.ts'
import type { Im1Verbs } from './port/im1.ts'
import type { InvitationVerbs } from './port/invitations.ts'
import type { ImmunisationVerbs } from './port/immunisations.ts'
import type { LaboratoryVerbs } from './port/laboratory.ts'
import type { MessagingVerbs } from './port/messaging.ts'
import type { NotificationVerbs } from './port/notifications.ts'
import type { PlanVerbs } from './port/plans.ts'
import type { PrescribingVerbs } from './port/prescribing.ts'
import type { ProblemVerbs } from './port/problems.ts'
import type { ProxyAccessVerbs } from './port/proxy-access.ts'
import type { ReferralVerbs } from './port/referrals.ts'
import type { OnlineServicesVerbs } from './port/online-services.ts'
import type { PatientFacingVerbs } from './port/patient-facing.ts'
import type { RegistrationLinksVerbs } from './port/registration-links.ts'
import type { RegistrationsMiVerbs } from './port/registrations-mi.ts'
import type { ResourceVerbs } from './port/resources.ts'
import type { SafeguardingVerbs } from './port/safeguarding.ts'
import type { ScreenVerbs } from './port/screen.ts'
import type { SummaryVerbs } from './port/summaries.ts'
import type { TaskVerbs } from './port/tasks.ts'
import type { YellowCardVerbs } from './port/yellow-cards.ts'
import type { TestAids } from './port/test-aids.ts'
import type { TransferVerbs } from './port/transfers.ts'

/**
 * What is asked of any GP system, in a GP's verbs: one group a capability. Drivers implement any subset; a verb that is
 * not offered throws `VerbNotOffered`, which skips the scenario.
 *
 * Verbs answer with `Answer`: done, or refused with a reason and the words the user saw. They throw `CandidateFault` when
 * the candidate does what no candidate may do (no answer in time, an answer nobody can read).
 */
export interface Candidate {
  identity: IdentityVerbs
  demographics: DemographicsVerbs
  adjustments: AdjustmentVerbs
  safeguarding: SafeguardingVerbs
  registrationsMi: RegistrationsMiVerbs
  registrationLinks: RegistrationLinksVerbs
  appointments: AppointmentVerbs
  resources: ResourceVerbs
  messaging: MessagingVerbs
  invitations: InvitationVerbs
  notifications: NotificationVerbs
  documents: DocumentVerbs
  laboratory: LaboratoryVerbs
  prescribing: PrescribingVerbs
  referrals: ReferralVerbs
  bookingReferral: BookingReferralVerbs
  summaries: SummaryVerbs
  immunisations: ImmunisationVerbs
  yellowCards: YellowCardVerbs
  extracts: ExtractVerbs
  fitNotes: FitNoteVerbs
  plans: PlanVerbs
  transfers: TransferVerbs
  tasks: TaskVerbs
  onlineServices: OnlineServicesVerbs
  patientFacing: PatientFacingVerbs
  proxyAccess: ProxyAccessVerbs
  im1: Im1Verbs
  directories: DirectoryVerbs
  problems: ProblemVerbs
  gpConnect: GpConnectVerbs
  audit: AuditVerbs
  screen: ScreenVerbs
  connection: ConnectionVerbs
  aids: TestAids
  /** Lets go of everything the driver holds (connections, browser pages). */
  close(): Promise<void>
}

/** The groups of verbs, as `candidate.yaml` assigns them to drivers. */
export type VerbGroup = Exclude<keyof Candidate, 'close'>
