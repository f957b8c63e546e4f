import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { NamedPatient, ResponseName } from '../itk/message.ts'
import type { Services } from '../services.ts'

/** Whose a document is, and what its sender is told of them. Without a patient it waits for a person to decide. */
export interface Match {
  patient?: RegisteredPatient
  business: ResponseName
}

/** Letters of a name, however it is written. */
export const plainLetters = (name = '') => name.normalize('NFD').replaceAll(/\P{L}/gu, '').toUpperCase()

/** Whether what a document says of its patient is what the record says of them: a mistyped NHS number is somebody else's. */
export const isSamePerson = behaviour('documents.isSamePerson', ({ national }: RegisteredPatient, { family, birthDate }: NamedPatient): boolean => {
  const known = (national.name ?? []).map((name) => plainLetters(name.family))
  return birthDate === national.birthDate && known.includes(plainLetters(family))
})

/** Finds the patient of a document by NHS number, and makes sure that it is them by name and date of birth. */
export const matchPatient = behaviour('documents.matchPatient', (services: Services, named: NamedPatient): Match => {
  const patient = named.nhsNumber === undefined ? undefined : patientsOf(services).byNhsNumber(named.nhsNumber)
  if (!patient || !isSamePerson(patient, named)) return { business: 'unknown' }
  return whereabouts(patient)
})

/** A patient who is not here any more: the document is somebody else's business now, and a person sees to it. */
export const whereabouts = behaviour('documents.whereabouts', (patient: RegisteredPatient): Match => {
  if (patient.status === 'active') return { patient, business: 'known' }
  return { business: patient.national.deceasedDateTime === undefined ? 'left' : 'died' }
})
