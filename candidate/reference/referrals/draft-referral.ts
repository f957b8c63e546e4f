import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { PRIORITIES, type Priority } from '../national/ers/types.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Work } from '../work.ts'
import { REFERRAL_TYPES } from './referral-types.ts'
import type { Referral, ReferralDetails } from './referral.ts'
import { authorityFor, clinicianFor, demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import { referablePatient } from './why-not-refer.ts'

/** What somebody writes down. Texts are empty where nothing was said. */
export interface ReferralWish {
  patientId: string
  type: string
  reason: string
  priority: string
  specialty: string
  clinicType: string
  /** SDS user id, where the user refers for somebody else. */
  clinician: string
  /** For a referral by hand: where it goes, and to whom. */
  receiver?: { organisation: string; professional: string }
}

/** What the user wrote, and no more: nothing that is missing is made up. */
export const asWritten = behaviour('referrals.asWritten', (wish: ReferralWish): ReferralWish => wish)

/** How urgent it is: what was chosen. Nothing is chosen for the user. */
export const statedPriority = behaviour('referrals.statedPriority', (asked: string): Priority | undefined => PRIORITIES.find((known) => known === asked))

/** What a referral says of itself when it is written. */
export const writtenDetails = behaviour('referrals.writtenDetails', (details: ReferralDetails): ReferralDetails => details)

/** Writes a referral down. It goes nowhere yet; one by hand is only recorded. */
export async function draftReferral(work: Work, written: ReferralWish): Promise<Referral> {
  demandReferrer(work)
  const { services, session } = work
  const wish = asWritten(written)
  const patient = patientsOf(services).get(wish.patientId)
  const { priority, receiver } = checkWish(wish)
  const clinician = clinicianFor(work, wish.clinician === '' ? undefined : wish.clinician)
  referablePatient(work, patient.id)
  const details = writtenDetails({
    type: wish.type,
    reason: wish.reason,
    priority,
    ...(receiver ? { receiver } : { specialty: wish.specialty }),
    ...(!receiver && wish.clinicType !== '' && { clinicType: wish.clinicType }),
    clinician,
    author: { id: session.user.id, name: session.user.name },
    writtenAt: services.clock.timestamp(),
    shortlist: [],
    letterToCome: true,
  })
  return services.database.transaction(() => {
    const referral = referralsStore(services).add({ patientId: patient.id, status: receiver ? 'by-hand' : 'draft', details })
    audited(work, {
      event: receiver ? 'referral-recorded' : 'referral-drafted',
      action: 'C',
      patientId: patient.id,
      subject: `ServiceRequest/${referral.id}`,
      detail: { priority, specialty: details.specialty, ...authorityFor(work, clinician) },
    })
    return referral
  })
}

function checkWish({ type, reason, priority: asked, specialty, receiver }: ReferralWish): { priority: Priority; receiver?: ReferralDetails['receiver'] } {
  const issues: RefusalIssue[] = []
  if (!(type in REFERRAL_TYPES)) issues.push({ field: 'type', text: 'Choose the type of referral from the list.' })
  if (reason === '') issues.push({ field: 'reason', text: 'Say why the patient is referred.' })
  const priority = statedPriority(asked)
  if (priority === undefined) issues.push({ field: 'priority', text: 'Choose how urgent it is: routine, urgent, or urgent suspected cancer (two week wait).' })
  if (!receiver && specialty === '') issues.push({ field: 'specialty', text: 'Choose the specialty.' })
  if (receiver?.organisation === '') issues.push({ field: 'organisation', text: 'Say which organisation the patient is referred to.' })
  if (issues.length > 0 || priority === undefined) throw new Refusal('invalid', issues)
  return { priority, ...(receiver && { receiver: { organisation: receiver.organisation, ...(receiver.professional !== '' && { professional: receiver.professional }) } }) }
}
