import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { PdsRecord } from '../national/pds-patient.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { detailsOf, differencesBetween, type Difference } from './details.ts'
import type { LocalDetails, RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'

/** A record opened for editing: up to date with PDS, and what that changed here. */
export interface OpenedPatient {
  patient: RegisteredPatient
  differences: Difference[]
}

/** Whether to ask PDS before a record is opened for editing. Always: what is on screen must be what an update is checked against. */
export const refreshIsDue = behaviour('demographics.refreshIsDue', (_patient: RegisteredPatient, _now: number): boolean => true)

/** How PDS is asked for a record that is opened: once. */
export const fetchRecord = behaviour('demographics.fetchRecord', (work: Work, nhsNumber: string) => work.services.pds.read(work, nhsNumber))

/**
 * What opening a record comes to when PDS does not give it: a refusal. The practice's copy may be old, and is not passed
 * off as the national record.
 */
export const withoutPds = behaviour('demographics.withoutPds', (_known: RegisteredPatient, refusal: Refusal): RegisteredPatient => {
  throw refusal
})

/** What becomes of the practice's copy when PDS's record arrives: PDS's stands, whole. What PDS no longer gives is no longer shown. */
export const mergeNational = behaviour('demographics.mergeNational', (_known: RegisteredPatient, record: PdsRecord): PdsRecord => record)

/** What the practice notes of its own when PDS's record arrives: a number that was replaced, an address that was left. */
export const notesOnReceiving = behaviour(
  'demographics.notesOnReceiving',
  ({ nhsNumber, national, local }: RegisteredPatient, record: PdsRecord, today: string): LocalDetails => {
    const { invalidated, ...rest } = local
    const left = national.address?.find(({ use }) => use === 'home')
    const now = record.patient.address?.find(({ use }) => use === 'home')
    const moved = left && now && (left.line?.join() !== now.line?.join() || left.postalCode !== now.postalCode)
    if (record.nhsNumber === nhsNumber && !moved && !invalidated) return local
    return {
      ...rest,
      ...(record.nhsNumber !== nhsNumber && { formerNhsNumbers: [{ value: nhsNumber, until: today }, ...(local.formerNhsNumbers ?? [])] }),
      ...(moved && {
        formerAddresses: [{ ...left, use: 'old', period: { ...left.period, end: today } }, ...(local.formerAddresses ?? [])],
      }),
    }
  },
)

/** The NHS number that the practice's copy has from now on. */
export const numberAfterRefresh = behaviour(
  'demographics.numberAfterRefresh',
  (_known: RegisteredPatient, record: PdsRecord) => record.nhsNumber,
)

/**
 * Opens a patient's details: fetches the national record, takes it over, and says what is different from what the
 * practice had. Refuses if PDS cannot be asked; the practice's own copy can still be viewed, not changed.
 */
export async function openPatient(work: Work, id: string): Promise<OpenedPatient> {
  const { services } = work
  const patients = patientsOf(services)
  const known = patients.get(id)
  if (!refreshIsDue(known, services.clock.now())) return { patient: viewed(work, known), differences: [] }

  const result = await fetchRecord(work, known.nhsNumber).catch((error: unknown) => {
    if (error instanceof Refusal) return error
    throw error
  })
  if (result instanceof Refusal) return { patient: viewed(work, withoutPds(known, result)), differences: [] }
  if (result.outcome !== 'found') return { patient: viewed(work, withNumberWithdrawn(work, known, result.outcome)), differences: [] }
  const patient = receiveNational(work, known, result.record)
  return { patient: viewed(work, patient), differences: differencesBetween(detailsOf(known.national), detailsOf(patient.national)) }
}

/** Takes PDS's record over into the practice's list, with the audit entry if it changes anything. */
export function receiveNational(work: Work, known: RegisteredPatient, fetched: PdsRecord): RegisteredPatient {
  const { services } = work
  const patients = patientsOf(services)
  const record = mergeNational(known, { ...fetched, nhsNumber: numberAfterRefresh(known, fetched) })
  return services.database.transaction(() => {
    const holder = record.nhsNumber === known.nhsNumber ? undefined : patients.byNhsNumber(record.nhsNumber)
    if (holder) throw duplicate(work, known, holder)
    const patient = patients.receive(known, record, notesOnReceiving(known, record, services.clock.today()))
    if (patient.version !== known.version) {
      const changed = differencesBetween(detailsOf(known.national), detailsOf(record.patient)).map(({ name }) => name)
      audited(work, {
        event: 'patient-refreshed',
        action: 'U',
        patientId: known.id,
        detail: { changed, nationalVersion: record.version, ...(record.nhsNumber !== known.nhsNumber && { superseded: known.nhsNumber }) },
      })
    }
    return patient
  })
}

function viewed(work: Work, patient: RegisteredPatient): RegisteredPatient {
  audited(work, { event: 'patient-viewed', action: 'R', patientId: patient.id })
  return patient
}

/** What becomes of a record whose number PDS knows no more: that is noted on it, and somebody has to find the right one. */
export const withNumberWithdrawn = behaviour(
  'demographics.withNumberWithdrawn',
  (work: Work, known: RegisteredPatient, outcome: 'not-found' | 'invalidated'): RegisteredPatient => {
    throw withdrawn(work, known, outcome)
  },
)

function withdrawn(work: Work, known: RegisteredPatient, outcome: 'not-found' | 'invalidated'): Refusal {
  const { services } = work
  const text =
    outcome === 'invalidated'
      ? 'PDS has withdrawn this patient’s NHS number. Find the right record with PDS before you use this one.'
      : 'PDS does not know this patient’s NHS number. Check it before you use this record.'
  services.database.transaction(() => {
    if (!known.local.invalidated) {
      patientsOf(services).keep(known, { ...known.local, invalidated: true })
      audited(work, { event: 'nhs-number-withdrawn', action: 'U', patientId: known.id, detail: { nhsNumber: known.nhsNumber, outcome } })
    }
    services.tasks.raise({ code: 'nhs-number-withdrawn', patientId: known.id, text })
  })
  return new Refusal('rule', [{ reason: outcome === 'invalidated' ? 'invalidated' : 'unknown-nationally', text }])
}

function duplicate(work: Work, known: RegisteredPatient, holder: RegisteredPatient): Refusal {
  const text = `PDS says that this patient and patient ${holder.id} are the same person. Merge the two records before you use either.`
  work.services.tasks.raise({ code: 'duplicate-record', patientId: known.id, focus: `Patient/${holder.id}`, text })
  return new Refusal('rule', [{ reason: 'duplicate-record', text }])
}
