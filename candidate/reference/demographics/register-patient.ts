import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { planTransfer } from '../gp2gp/plan-transfer.ts'
import { isRedacted, isRestricted, type PdsRecord } from '../national/pds-patient.ts'
import { defaultGp, staffMember } from '../practice/practice-data.ts'
import { Refusal } from '../refusal.ts'
import type { FailurePoint, RegistrationFacts } from '../registrations-mi/events.ts'
import { note } from '../registrations-mi/outbox.ts'
import { prepareReport, reportFailure, sendReport } from '../registrations-mi/report-registration.ts'
import type { Work } from '../work.ts'
import { readNhsNumber } from './nhs-number.ts'
import { practicePatch } from './patches.ts'
import type { LocalDetails, RegisteredPatient, Registration } from './patient.ts'
import { patientsOf } from './patients.ts'

export interface RegistrationRequest {
  nhsNumber: string
  temporary: boolean
  /** SDS user id of the named accountable GP; the practice's usual one unless told. */
  accountableGp?: string
}

/** Why a patient with this national record cannot join the list; undefined if nothing speaks against it. */
export const whyNotRegister = behaviour('demographics.whyNotRegister', ({ patient }: PdsRecord): Refusal | undefined => {
  if (isRedacted(patient))
    return new Refusal('rule', [
      { reason: 'invalidated', text: 'This NHS number has been withdrawn. Search for the patient by name and date of birth.' },
    ])
  if (patient.deceasedDateTime)
    return new Refusal('rule', [
      {
        reason: 'deceased',
        text: 'PDS records that this patient has died. They cannot be registered. If that is wrong, tell the National Back Office.',
      },
    ])
  return undefined
})

/** The NHS number under which a record is kept: PDS's answer, which differs from the number asked for if that was superseded. */
export const numberToKeep = behaviour('demographics.numberToKeep', (_asked: string, record: PdsRecord) => record.nhsNumber)

/** The national record of whoever is to be registered. Without one nobody is registered. */
export const trace = behaviour('demographics.trace', async (work: Work, nhsNumber: string): Promise<PdsRecord> => {
  const result = await work.services.pds.read(work, nhsNumber)
  switch (result.outcome) {
    case 'found':
      return result.record
    case 'invalidated':
      throw new Refusal('rule', [
        { reason: 'invalidated', text: 'This NHS number has been withdrawn. Search for the patient by name and date of birth.' },
      ])
    case 'not-found':
      throw new Refusal('not-found', 'PDS has no patient with this NHS number. Check it, or search by name and date of birth.')
  }
})

/** Whether somebody who is to be registered is on the list already. */
export const isOnTheList = behaviour('demographics.isOnTheList', (known: RegisteredPatient | undefined) => known?.status === 'active')

/** Whether somebody who is here as a temporary resident is to become a regular patient. */
export const becomesRegular = behaviour(
  'demographics.becomesRegular',
  (known: RegisteredPatient | undefined, { temporary }: RegistrationRequest): boolean => known?.status === 'active' && known.registrations[0]?.type === 'temporary' && !temporary,
)

/** What is written down of a registration: its type, when it began, and the named accountable GP. */
export const registrationOf = behaviour('demographics.registrationOf', (registration: Registration): Registration => registration)

/** Whether this practice becomes the patient's practice nationally. Temporary residents stay with their own. */
export const isClaimed = behaviour('demographics.isClaimed', ({ type }: Registration) => type === 'permanent')

/**
 * Puts a patient on the practice's list, traced on PDS first. A permanent patient is put on it nationally too, before
 * anything is stored here; a temporary one stays nationally where they are.
 */
export async function registerPatient(work: Work, request: RegistrationRequest): Promise<RegisteredPatient> {
  const asked = readNhsNumber(request.nhsNumber)
  const facts: RegistrationFacts = { conversationId: conversationId(work, asked), returning: false, temporary: request.temporary }
  const progress: { point: FailurePoint } = { point: 'PATIENT_TRACE' }
  try {
    const patient = await register(work, request, asked, facts, progress)
    await sendReport(work)
    return patient
  } catch (failure) {
    await reportFailure(work, facts, asked, progress.point, failure)
    throw failure
  }
}

/** What ties the events of a registration together: made up for it, and for nothing else. */
export const conversationId = behaviour('registrationsMi.conversationId', (_work: Work, _nhsNumber: string): string => randomUUID())

async function register(work: Work, request: RegistrationRequest, asked: string, facts: RegistrationFacts, progress: { point: FailurePoint }): Promise<RegisteredPatient> {
  const { services } = work
  const patients = patientsOf(services)
  const traced = await trace(work, asked)
  const refusal = whyNotRegister(traced)
  if (refusal) throw refusal

  const kept = numberToKeep(asked, traced)
  const known = patients.byNhsNumber(kept)
  if (isOnTheList(known) && !becomesRegular(known, request)) throw alreadyRegistered(asked, traced)
  const previousPractice = traced.patient.generalPractitioner?.[0]?.identifier?.value
  if (previousPractice !== undefined) facts.previousPractice = previousPractice
  facts.returning = known?.status === 'left'
  progress.point = 'PATIENT_GENERAL_UPDATE'
  const today = services.clock.today()
  const gp = accountableGp(work, request.accountableGp)
  const registration = registrationOf({ type: request.temporary ? 'temporary' : 'permanent', startedOn: today, ...(gp && { accountableGp: gp }) })
  const record = { ...(isClaimed(registration) ? await claimNationally(work, traced) : traced), nhsNumber: kept }
  const report = await prepareReport(work, facts, kept)
  const local: LocalDetails = kept === asked ? {} : { formerNhsNumbers: [{ value: asked, until: today }] }

  return services.database.transaction(() => {
    // Somebody at the next desk may have registered the patient while PDS was asked.
    const meanwhile = patients.byNhsNumber(kept)
    if (isOnTheList(meanwhile) && !becomesRegular(meanwhile, request)) throw alreadyRegistered(asked, traced)
    const patient = meanwhile
      ? patients.register(patients.receive(meanwhile, record), registration)
      : patients.add(record, registration, local)
    audited(work, {
      event: 'patient-registered',
      action: 'C',
      patientId: patient.id,
      detail: { type: registration.type, ...(kept !== asked && { superseded: asked }) },
    })
    note(services, report, patient.id)
    planTransfer(services, patient, facts)
    if (isRestricted(record.patient) && !request.temporary) {
      services.tasks.raise({
        code: 'sensitive-registration',
        patientId: patient.id,
        text: 'A patient with a sensitive national record was registered. Their practice is not changed on PDS from here: tell the National Back Office.',
      })
    }
    return patient
  })
}


/** Names this practice as the patient's, unless it is already, or the record is restricted and PDS does not show the practice. */
export const claimNationally = behaviour('demographics.claimNationally', async (work: Work, record: PdsRecord): Promise<PdsRecord> => {
  const { odsCode } = work.services.config.practice
  const { patient, nhsNumber, version } = record
  if (isRestricted(patient) || patient.generalPractitioner?.[0]?.identifier?.value === odsCode) return record
  const patches = [practicePatch(patient, odsCode, work.services.clock.today())]
  const result = await work.services.pds.update(work, { nhsNumber, version, patches, requestId: randomUUID() })
  if (result.outcome === 'updated') return result.record
  throw new Refusal(
    'changed-meanwhile',
    'The national record changed while the patient was being registered. Nothing was saved. Register them again.',
  )
})

function accountableGp(work: Work, asked: string | undefined): string | undefined {
  const { practice } = work.services
  if (asked !== undefined && !staffMember(practice, asked))
    throw new Refusal('invalid', [{ field: 'accountableGp', text: 'The accountable GP must be one of the practice.' }])
  return asked ?? defaultGp(practice)?.id
}

const alreadyRegistered = (asked: string, { nhsNumber }: PdsRecord) =>
  new Refusal(
    'already-done',
    asked === nhsNumber
      ? 'This patient is already registered here.'
      : `This number was replaced by ${nhsNumber}, and that patient is already registered here.`,
  )
