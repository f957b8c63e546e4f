import { allergiesOf } from '../allergies/allergies.ts'
import { wallTime } from '../appointments/practice-time.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { Marked } from '../fhir/confidentiality.ts'
import { vaccinationsStore } from '../immunisations/vaccinations-store.ts'
import type { Services } from '../services.ts'

/** Something on a record that has a code. */
export interface CodedEntry {
  code: string
  /** ISO instant at which it was recorded. */
  recordedAt: string
}

/** A patient, as far as an extract tells of them, with the entries that it takes along. */
export interface PatientEntries {
  patientId: string
  nhsNumber: string
  /** ISO date. */
  birthDate: string
  entries: readonly CodedEntry[]
}

/** Whom an extract is about, and what it wants of them. Dates are ISO dates, inclusive. */
export interface Wanted {
  bornFrom: string
  bornTo: string
  codes: readonly string[]
  recordedFrom: string
  recordedTo: string
}

/** Whether an entry may leave in an extract: not what is kept from other organisations. */
export const mayLeave = behaviour('extracts.mayLeave', ({ confidential }: Marked): boolean => confidential !== true)

/** What is coded on a patient's record, and may leave the practice. */
export const entriesOf = (services: Services, patientId: string): CodedEntry[] => [
  ...allergiesOf(services, patientId, { all: true })
    .filter((each) => mayLeave(each))
    .map(({ code, recordedAt }) => ({ code, recordedAt })),
  ...vaccinationsStore(services)
    .ofPatient(patientId)
    .map(({ vaccine, recordedAt }) => ({ code: vaccine.product.code, recordedAt })),
]

/** Everybody whom the practice has to itself: on its list, and not as a temporary resident; alive. */
export const isFullyRegistered = behaviour('extracts.isFullyRegistered', ({ status, national, registrations: [registration] }: RegisteredPatient): boolean => status === 'active' && registration?.type === 'permanent' && !national.deceasedDateTime)

/** Whether somebody is among those an extract is about. */
export const inCohort = behaviour('extracts.inCohort', (patient: RegisteredPatient, { bornFrom, bornTo }: Wanted): boolean => {
  const { birthDate = '' } = patient.national
  return isFullyRegistered(patient) && birthDate >= bornFrom && birthDate <= bornTo
})

/** The date of an instant on the practice's clock. */
export const dayOn = (instant: string): string => wallTime(Date.parse(instant)).date

/** Whether an extract wants an entry: what was asked for by its code, from the time that was asked for. */
export const isWanted = behaviour('extracts.isWanted', ({ code, recordedAt }: CodedEntry, { codes, recordedFrom, recordedTo }: Wanted): boolean => {
  const day = dayOn(recordedAt)
  return codes.includes(code) && day >= recordedFrom && day <= recordedTo
})

/** Those whom an extract is about, with what it wants of them; without any entry there is nothing to tell. */
export const findWanted = (services: Services, wanted: Wanted): PatientEntries[] =>
  everybody(services)
    .filter((patient) => inCohort(patient, wanted))
    .map(({ id, nhsNumber, national }) => ({ patientId: id, nhsNumber, birthDate: national.birthDate ?? '', entries: entriesOf(services, id).filter((entry) => isWanted(entry, wanted)) }))
    .filter(({ entries }) => entries.length > 0)

/** Everybody on record, those included who have left. */
export function everybody(services: Pick<Services, 'database' | 'clock'>): RegisteredPatient[] {
  const patients = patientsOf(services)
  return services.database.all<{ id: number }>('SELECT id FROM patient ORDER BY id').map(({ id }) => patients.get(String(id)))
}
