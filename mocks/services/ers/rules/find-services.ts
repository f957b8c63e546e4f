import type { ErsState } from '../state.ts'
import type { DirectoryService, RequestFlow } from '../model/directory-service.ts'
import type { Criteria } from '../request/criteria.ts'

/** What a search is for: a referral can go to bookable and to triage services alike. */
export type RequestType = 'APPOINTMENT_REQUEST' | 'ADVICE_AND_GUIDANCE_REQUEST'

const FLOWS: Record<RequestType, readonly RequestFlow[]> = {
  APPOINTMENT_REQUEST: ['APPOINTMENT_REQUEST', 'TRIAGE_REQUEST'],
  ADVICE_AND_GUIDANCE_REQUEST: ['ADVICE_AND_GUIDANCE_REQUEST'],
}

/** Whether a service is among the results of a search. */
export function satisfies(service: DirectoryService, criteria: Criteria, requestType: RequestType, state: ErsState, nhsNumber: string, now: number): boolean {
  if (service.withdrawn || !service.requestTypes.some((flow) => FLOWS[requestType].includes(flow))) return false
  if (!service.priorities.includes(criteria.priority)) return false
  if (criteria.specialty !== undefined && service.specialty !== criteria.specialty) return false
  if (criteria.clinicType !== undefined && !service.clinicTypes.includes(criteria.clinicType)) return false
  if (criteria.clinicalTerm !== undefined && !service.clinicalTerms?.includes(criteria.clinicalTerm)) return false
  if (criteria.namedClinician !== undefined && !service.namedClinicians?.includes(criteria.namedClinician)) return false
  if (criteria.organisation !== undefined && service.organisation !== criteria.organisation && service.location.odsCode !== criteria.organisation) return false
  if (criteria.waitLimit !== undefined && typeof service.waitDays === 'number' && service.waitDays > criteria.waitLimit) return false
  if (criteria.distanceLimit !== undefined && (service.distance ?? 0) > criteria.distanceLimit) return false
  return !criteria.ageAndGenderAppropriate || suits(service, state, nhsNumber, now)
}

/** Whether the service treats somebody of the patient's age and sex, as far as e-RS knows them. */
function suits(service: DirectoryService, state: ErsState, nhsNumber: string, now: number): boolean {
  const { birthDate, gender } = state.patients.get(nhsNumber) ?? {}
  if (gender && service.gender && service.gender !== 'MALE_AND_FEMALE' && service.gender !== gender) return false
  if (!birthDate || !service.ages) return true
  const age = yearsBetween(birthDate, now)
  return age >= service.ages.low && age <= service.ages.high
}

function yearsBetween(birthDate: string, now: number): number {
  const today = new Date(now).toISOString().slice(0, 10)
  return Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0)
}

/** Services that satisfy the criteria, nearest or soonest first. */
export function findServices(state: ErsState, criteria: Criteria, requestType: RequestType, nhsNumber: string, sortBy: 'DISTANCE' | 'IWT', now: number): DirectoryService[] {
  const key = (service: DirectoryService) => (sortBy === 'DISTANCE' ? (service.distance ?? 0) : typeof service.waitDays === 'number' ? service.waitDays : Infinity)
  return [...state.services.values()]
    .filter((service) => satisfies(service, criteria, requestType, state, nhsNumber, now))
    .sort((a, b) => key(a) - key(b) || a.id.localeCompare(b.id))
}
