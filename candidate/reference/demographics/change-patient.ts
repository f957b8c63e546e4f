import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { Patch, Pds } from '../national/pds.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { checkDetails } from './check-details.ts'
import { detailsOf, differencesBetween, type Details, type Difference } from './details.ts'
import { receiveNational } from './open-patient.ts'
import { patchesFor } from './patches.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'
import { keepUnsent, settleUnsent, unsentChanges, type UnsentChange } from './unsent-changes.ts'

/** A user's wish: the record should be so, given that it was in this version when they looked. */
export interface PatientChange {
  id: string
  /** The version that was on screen. */
  version: number
  wanted: Details
}

/** The national version that an update names: the one behind what the user saw. PDS refuses it if somebody was quicker. */
export const versionForUpdate = behaviour(
  'demographics.versionForUpdate',
  async (_work: Work, patient: RegisteredPatient): Promise<string> => patient.nationalVersion,
)

/** Whether what the user saw is still what the practice has: a colleague may have saved something since. */
export const isAsSeen = behaviour(
  'demographics.isAsSeen',
  (patient: RegisteredPatient, versionSeen: number) => patient.version === versionSeen,
)

/** What is sent of a form: the details that the user changed, and no others. */
export const changesToSend = behaviour('demographics.changesToSend', (seen: Details, wanted: Details) => differencesBetween(seen, wanted))

/** How an update goes to PDS: all its patches in one request, so that they are made together or not at all. */
export const sendUpdate = behaviour('demographics.sendUpdate', (work: Work, update: Parameters<Pds['update']>[1]) =>
  work.services.pds.update(work, update),
)

/** Whether a record can be viewed, not changed: the patient has left the practice. */
export const isReadOnly = behaviour('demographics.isReadOnly', (patient: RegisteredPatient) => patient.status === 'left')

/** Whether address and telephone can be changed from here: not those of a sensitive record. */
export const mayChangeWhereabouts = behaviour(
  'demographics.mayChangeWhereabouts',
  ({ national }: RegisteredPatient) => !isRestricted(national),
)

/** What happens to a change that did not reach PDS: it is kept for whoever made it. */
export const keepForLater = behaviour(
  'demographics.keepForLater',
  (work: Work, patientId: string, content: Parameters<typeof keepUnsent>[2]) => keepUnsent(work, patientId, content),
)

/**
 * What a failed national update means for the user: the same failure, told, with the change kept. The practice's own copy
 * is not changed, since it says what the national record says.
 */
export const afterNationalFailure = behaviour(
  'demographics.afterNationalFailure',
  (_work: Work, _patient: RegisteredPatient, _wanted: Details, refusal: Refusal): RegisteredPatient => {
    throw refusal
  },
)

/**
 * Changes a patient's details: nationally first, then here.
 *
 * @throws Refusal `changed-meanwhile` if the record is no longer what the user saw, here or nationally; the change is kept
 */
export async function changePatient(work: Work, { id, version, wanted }: PatientChange): Promise<RegisteredPatient> {
  const { services } = work
  const patients = patientsOf(services)
  const patient = patients.get(id)
  // What the user changed is what differs from what they saw, whatever the record has become since.
  const changes = changesToSend(detailsOf(patients.nationalAt(id, version) ?? patient.national), wanted)
  if (!isAsSeen(patient, version)) throw keep(work, patient, changes, changedMeanwhile())
  if (changes.length === 0) return patient
  checkAllowed(patient, changes)
  checkDetails(changes, services.clock.today())

  const patches = patchesFor(patient.national, changes, wanted, services.clock.today())
  return sendPatches(work, patient, { changes, patches, onFailure: (refusal) => afterNationalFailure(work, patient, wanted, refusal) })
}

/** Sends patches to PDS and takes over the record that comes back; a change that PDS does not confirm is kept. */
export async function sendPatches(
  work: Work,
  patient: RegisteredPatient,
  { changes, patches, onFailure }: { changes: readonly Difference[]; patches: Patch[]; onFailure: (refusal: Refusal) => RegisteredPatient },
): Promise<RegisteredPatient> {
  const { services } = work
  const version = await versionForUpdate(work, patient)
  // The identical request may have arrived although nobody said so: under the same id PDS knows it again.
  const requestId = repeated(unsentChanges(services, patient.id), version, patches)?.requestId ?? randomUUID()
  const sent = { version, patches, requestId }
  let result: Awaited<ReturnType<Pds['update']>>
  try {
    result = await sendUpdate(work, { nhsNumber: patient.nhsNumber, ...sent })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return onFailure(keep(work, patient, changes, error, sent))
  }
  if (result.outcome === 'changed-meanwhile') throw keep(work, patient, changes, changedMeanwhile())

  const { record } = result
  return services.database.transaction(() => {
    const saved = receiveNational(work, patient, record)
    const now = detailsOf(saved.national)
    settleUnsent(services, patient.id, (kept) => kept.changes.every(({ name, after }) => now[name] === after), 'sent')
    audited(work, {
      event: 'patient-changed',
      action: 'U',
      patientId: patient.id,
      detail: { changed: changes.map(({ name }) => name), nationalVersion: record.version },
    })
    return saved
  })
}

function checkAllowed(patient: RegisteredPatient, changes: readonly Difference[]): void {
  if (isReadOnly(patient))
    throw new Refusal('rule', [
      { reason: 'inactive', text: 'This patient has left the practice. Their record can be viewed, not changed.' },
    ])
  const tellsWhere = changes.some(({ name }) => !['title', 'given', 'family', 'gender', 'birthDate'].includes(name))
  if (tellsWhere && !mayChangeWhereabouts(patient)) {
    throw new Refusal('rule', [
      {
        reason: 'sensitive-record',
        text: 'This patient’s national record is sensitive. Address, telephone and email can only be changed by the National Back Office.',
      },
    ])
  }
}

/** Keeps what the user wanted, and gives the refusal to throw, which says that it is kept. */
function keep(
  work: Work,
  patient: RegisteredPatient,
  changes: readonly Difference[],
  refusal: Refusal,
  sent?: UnsentChange['sent'],
): Refusal {
  if (changes.length === 0) return refusal
  const outcomeUnknown = refusal instanceof NationalRefusal && refusal.outcomeUnknown
  work.services.database.transaction(() => {
    keepForLater(work, patient.id, {
      changes,
      reason: refusal.message,
      code: refusal.code,
      outcomeUnknown,
      ...(outcomeUnknown && sent && { sent }),
    })
    if (outcomeUnknown) {
      work.services.tasks.raise({
        code: 'national-update-unconfirmed',
        patientId: patient.id,
        text: `PDS did not confirm a change to ${changes.map(({ label }) => label.toLowerCase()).join(', ')}. Open the patient’s details to see whether it was made, and send it again if not.`,
      })
    }
  })
  const unknown = outcomeUnknown ? ' We do not know whether your change was saved.' : ''
  const issues = [
    {
      ...refusal.issues[0],
      text: `${refusal.message}${unknown} Your change is kept with the patient’s details, so that you can send it again.`,
    },
  ]
  const { retryAfterSeconds } = refusal
  return new Refusal(refusal.code, issues, { cause: refusal.cause, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) })
}

const changedMeanwhile = () =>
  new Refusal(
    'changed-meanwhile',
    'Somebody changed this record after you opened it. Nothing was saved. Open the details again and look at what is new.',
  )

const repeated = (kept: readonly UnsentChange[], version: string, patches: readonly Patch[]) =>
  kept.find(({ sent }) => sent && sent.version === version && isDeepStrictEqual(sent.patches, patches))?.sent
