import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { usualName } from '../demographics/details.ts'
import type { RegisteredPatient, Registration } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isRedacted, isRestricted, type PdsPatient, type PdsRecord } from '../national/pds-patient.ts'
import { readAsApplication } from '../national/pds.ts'
import { defaultGp } from '../practice/practice-data.ts'
import type { Work } from '../work.ts'
import { GpcError } from './gpc-error.ts'
import type { RegistrationSent } from './registration-sent.ts'

/**
 * Whether an NHS number is that of the person described: the date of birth is PDS's, or two of its three parts are, with the beginning
 * of the names. Source: GP Connect, register a patient, PDS requirements.
 */
export const isVerified = behaviour('gp-connect.isVerified', (sent: RegistrationSent, national: PdsPatient): boolean => {
  if (sent.birthDate === national.birthDate) return true
  const held = (national.birthDate ?? '').split('-')
  const alike = sent.birthDate.split('-').filter((part, at) => part === held[at]).length
  const name = national.name?.[usualName(national)]
  const beginsAlike = (said: string | undefined, known: string | undefined, length: number): boolean =>
    (said ?? '').slice(0, length).toLowerCase() === (known ?? '').slice(0, length).toLowerCase() && (said ?? '') !== ''
  return alike >= 2 && beginsAlike(sent.family, name?.family, 3) && beginsAlike(sent.given[0], name?.given?.[0], 1)
})

/** Why somebody cannot be registered from outside, from what PDS has of them. */
export const whyNotFromOutside = behaviour('gp-connect.whyNotFromOutside', (sent: RegistrationSent, { nhsNumber, patient }: PdsRecord): GpcError | undefined => {
  if (isRedacted(patient) || nhsNumber !== sent.nhsNumber) return new GpcError('INVALID_NHS_NUMBER', 'PDS does not use this NHS number any more.')
  // One answer for all of them: that somebody has died, or is protected, is nobody's to find out this way.
  const unfit = patient.deceasedDateTime !== undefined || isRestricted(patient) || !isVerified(sent, patient)
  return unfit ? new GpcError('INVALID_PATIENT_DEMOGRAPHICS', 'PDS could not confirm the patient.') : undefined
})

/** What PDS has of whoever is to be registered. Nobody is registered without. */
export const traced = behaviour('gp-connect.traced', async (work: Work, { nhsNumber }: RegistrationSent): Promise<PdsRecord> => {
  const result = await readAsApplication(work.services.platform, nhsNumber, work.interaction)
  if (result.outcome === 'found') return result.record
  throw result.outcome === 'invalidated'
    ? new GpcError('INVALID_NHS_NUMBER', 'PDS has withdrawn this NHS number.')
    : new GpcError('INVALID_PATIENT_DEMOGRAPHICS', 'PDS could not confirm the patient.')
})

/** Whether somebody is a patient here already, of whichever kind. */
export const isHereAlready = behaviour('gp-connect.isHereAlready', (known: RegisteredPatient | undefined): boolean => known?.status === 'active')

/** How somebody is registered from outside: for a while, never for good. */
export const registrationFromOutside = behaviour(
  'gp-connect.registrationFromOutside',
  (startedOn: string, accountableGp: string | undefined, _before: RegisteredPatient | undefined): Registration => ({ type: 'temporary', startedOn, ...(accountableGp !== undefined && { accountableGp }) }),
)

/** What is kept of what the other organisation said, beside what PDS has. */
export const keptOfRegistration = behaviour('gp-connect.keptOfRegistration', ({ telecom, address, communication }: RegistrationSent) => ({ telecom, address, ...(communication && { communication }) }))

/** Puts somebody on the practice's list for a while, for another organisation. PDS is asked, and not told: they stay with their own practice. */
export async function registerFromOutside(work: Work, sent: RegistrationSent): Promise<RegisteredPatient> {
  const { services } = work
  const patients = patientsOf(services)
  const record = await traced(work, sent)
  const refusal = whyNotFromOutside(sent, record)
  if (refusal) throw refusal
  return services.database.transaction(() => {
    const known = patients.byNhsNumber(record.nhsNumber)
    if (isHereAlready(known)) throw new GpcError('DUPLICATE_REJECTED', 'The patient is registered here.')
    const registration = registrationFromOutside(services.clock.today(), defaultGp(services.practice)?.id, known)
    const local = { ...known?.local, saidElsewhere: keptOfRegistration(sent) }
    const patient = known ? patients.register(patients.receive(known, record, local), registration) : patients.add(record, registration, local)
    audited(work, { event: 'patient-registered', action: 'C', patientId: patient.id, detail: { type: registration.type, through: 'gp-connect' } })
    return patient
  })
}
