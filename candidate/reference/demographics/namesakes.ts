import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { detailsOf } from './details.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'

/** Whether another patient of the practice has the same name, so that whoever opens this record is warned. */
export const hasNamesake = behaviour('demographics.hasNamesake', (services: Services, { id, national }: RegisteredPatient): boolean => {
  const own = detailsOf(national)
  const isSame = (other: RegisteredPatient) => {
    const { family, given } = detailsOf(other.national)
    return (
      other.id !== id &&
      other.status === 'active' &&
      family.toUpperCase() === own.family.toUpperCase() &&
      given.toUpperCase() === own.given.toUpperCase()
    )
  }
  return own.family !== '' && patientsOf(services).search({ family: own.family }).some(isSame)
})
