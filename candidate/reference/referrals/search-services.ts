import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { Criteria, OfferedService, Purpose } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { statedPriority } from './draft-referral.ts'
import { priorityToSend } from './referral.ts'
import { aboutOf, clinicianFor, demandReferrer } from './referrers.ts'
import { referablePatient } from './why-not-refer.ts'

/** What to look for. Texts are empty where nothing was said. */
export interface ServiceSearch {
  patientId: string
  purpose: Purpose
  priority: string
  specialty: string
  clinicType: string
  clinician: string
}

/** Asks e-RS for services that fit: with what the user said, for this patient, anew each time. */
export const askForServices = behaviour('referrals.askForServices', (work: Work, about: Parameters<typeof aboutOf>[1], clinician: Parameters<typeof aboutOf>[2], purpose: Purpose, criteria: Criteria) =>
  work.services.ers.searchServices(work, aboutOf(work, about, clinician), purpose, priorityToSend(criteria)),
)

/** Looks for services that the patient can be referred to, or that give advice. */
export async function searchServices(work: Work, search: ServiceSearch): Promise<OfferedService[]> {
  demandReferrer(work)
  const priority = statedPriority(search.priority)
  if (priority === undefined) throw new Refusal('invalid', [{ field: 'priority', text: 'Choose how urgent it is.' }])
  if (search.specialty === '') throw new Refusal('invalid', [{ field: 'specialty', text: 'Choose the specialty.' }])
  const clinician = clinicianFor(work, search.clinician === '' ? undefined : search.clinician)
  const patient = referablePatient(work, search.patientId)
  const criteria: Criteria = { priority, specialty: search.specialty, ...(search.clinicType !== '' && { clinicType: search.clinicType }) }
  const found = await askForServices(work, patient.nhsNumber, clinician, search.purpose, criteria)
  audited(work, { event: 'services-searched', action: 'R', patientId: patient.id, detail: { ...criteria, purpose: search.purpose, found: found.length } })
  return found
}
