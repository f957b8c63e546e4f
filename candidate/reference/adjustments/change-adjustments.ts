import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { NationalRefusal } from '../national/answer.ts'
import {
  changedFlag,
  codeOf,
  createConsent,
  createFlag,
  endedFlag,
  removeWholeRecord,
  updateFlag,
  type NationalPart,
  type NewAdjustment,
  type Removal,
} from '../national/reasonable-adjustments.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import choices from './choices.json' with { type: 'json' }
import { adjustmentsAtHand, readNationally, type Shown } from './show-adjustments.ts'
import { adjustmentStore, type Copy, type Unshared } from './store.ts'

/** Who may record adjustments: whoever may amend the health record. */
export const demandEditor = behaviour('adjustments.demandEditor', ({ role }: Work): void => demand(role, 'B0380'))

/** How consent was given, when a record begins. Only the user can know: nothing is assumed. */
export const consentToRecord = behaviour('adjustments.consentToRecord', (said: string | undefined): string => {
  if (said === undefined)
    throw new Refusal('invalid', [{ field: 'consent', text: 'Say how consent to share was given: by the patient, in their best interests, or by an attorney or deputy.' }])
  return said
})

/** Whether an adjustment is on the national record already: it is not recorded a second time. */
export const isThere = behaviour('adjustments.isThere', (flags: readonly NationalPart[], { code }: NewAdjustment): boolean => flags.some((flag) => codeOf(flag).code === code))

/** What is to be shared now: all that the practice has noted and not shared, oldest first. */
export const toShare = behaviour('adjustments.toShare', (unshared: readonly Unshared[], _code: string): readonly Unshared[] => unshared)

/** The X-Request-ID under which an adjustment is sent: the same whenever it is sent again. */
export const requestIdFor = behaviour('adjustments.requestIdFor', ({ requestId }: Unshared): string => requestId)

/** What becomes of an adjustment that was not shared: it is kept, a task says so, and the user is told. */
export const keepUnshared = behaviour('adjustments.keepUnshared', (work: Work, patientId: string, code: string, failure: Refusal): Refusal => {
  const unknown = failure instanceof NationalRefusal && failure.outcomeUnknown
  const fate = unknown ? 'We do not know whether the reasonable adjustment was shared nationally.' : 'The reasonable adjustment was not shared nationally.'
  work.services.tasks.raise({ code: 'adjustment-not-shared', patientId, focus: code, text: `${fate} ${failure.message} Open the reasonable adjustments and share it again.` })
  return new Refusal(failure.code, `${failure.message} ${fate} It is kept here.`, {
    cause: failure,
    ...(failure.retryAfterSeconds !== undefined && { retryAfterSeconds: failure.retryAfterSeconds }),
  })
})

/** Records an adjustment: noted here first, then shared, after all that was noted here before. */
export async function addAdjustment(work: Work, { patientId, code, consent }: { patientId: string; code: string; consent: string | undefined }): Promise<Shown> {
  demandEditor(work)
  const { services } = work
  const patient = presentPatient(work, patientId)
  const chosen = choices.adjustments.find((choice) => choice.code === code)
  if (!chosen) throw new Refusal('invalid', [{ field: 'code', text: 'Choose one of the adjustments.' }])
  if (consent !== undefined && !choices.consent.some((choice) => choice.code === consent)) throw new Refusal('invalid', [{ field: 'consent', text: 'Say how consent to share was given.' }])
  const store = adjustmentStore(services)
  services.database.transaction(() => {
    store.note(patient.id, { ...chosen, consent })
    audited(work, { event: 'adjustment-noted', action: 'C', patientId: patient.id, detail: { code } })
  })
  try {
    await share(work, patient, code)
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    // What cannot be shared as it stands is not kept: it was not recorded.
    if (failure.code === 'invalid') {
      for (const each of store.unshared(patient.id)) if (each.code === code) store.shared(each.id)
      throw failure
    }
    throw keepUnshared(work, patient.id, code, failure)
  }
  return adjustmentsAtHand(work, patient.id)
}

async function share(work: Work, { id, nhsNumber }: RegisteredPatient, code: string): Promise<void> {
  const { services } = work
  const store = adjustmentStore(services)
  let copy = await readNationally(work, id, nhsNumber)
  for (const each of toShare(store.unshared(id), code)) {
    if (!copy.consent) {
      const consent = await createConsent(work, { nhsNumber, role: consentToRecord(each.consent), requestId: `${requestIdFor(each).slice(0, -2)}c0` })
      copy = store.change(id, { ...copy, consent })
    }
    const there = isThere(copy.flags, each)
    const flag = there ? undefined : await createFlag(work, { nhsNumber, code: each.code, term: each.term, category: each.category, requestId: requestIdFor(each) })
    copy = services.database.transaction((): Copy => {
      store.shared(each.id)
      for (const task of services.tasks.list({ status: 'requested', code: 'adjustment-not-shared', patientId: id })) {
        if (task.focus === each.code) services.tasks.close(task.id, 'completed', work.session.user.name)
      }
      audited(work, { event: 'adjustment-shared', action: 'E', patientId: id, detail: { code: each.code, there } })
      return flag ? store.change(id, { ...copy, flags: [...copy.flags, flag] }) : copy
    })
  }
}

/** The version that a change names: the one that the user has seen. */
export const versionForChange = behaviour('adjustments.versionForChange', async (_work: Work, _patient: RegisteredPatient, _flag: NationalPart, seen: number): Promise<number> => seen)

/** Puts another adjustment in the place of one, on the version that the user saw. */
export async function changeAdjustment(work: Work, input: { patientId: string; adjustment: string; version: number; code: string }): Promise<Shown> {
  demandEditor(work)
  const chosen = choices.adjustments.find((choice) => choice.code === input.code)
  if (!chosen) throw new Refusal('invalid', [{ field: 'code', text: 'Choose one of the adjustments.' }])
  return update(work, input, 'adjustment-changed', (flag) => changedFlag(flag, chosen))
}

/** Why something is removed, as the user said. */
export const removalFor = behaviour('adjustments.removalFor', ({ reason, comment }: { reason: string | undefined; comment: string | undefined }): Removal => {
  if (!choices.removal.some(({ code }) => code === reason)) throw new Refusal('invalid', [{ field: 'reason', text: 'Choose why it is removed: no longer needed, recorded in error, or consent withdrawn.' }])
  return { reason: reason!, comment: comment ?? '' }
})

/** Ends one adjustment, with the reason. */
export async function endAdjustment(work: Work, input: { patientId: string; adjustment: string; version: number; reason: string | undefined; comment: string | undefined }): Promise<Shown> {
  demandEditor(work)
  const removal = removalFor(input)
  return update(work, input, 'adjustment-ended', (flag) => endedFlag(flag, removal))
}

/** How the whole record is removed: in one, consent and all. */
export const removeNationally = behaviour('adjustments.removeNationally', (work: Work, { nhsNumber, version, ...removal }: Removal & { nhsNumber: string; version: number }, _copy: Copy | undefined): Promise<void> =>
  removeWholeRecord(work, { nhsNumber, version, ...removal }),
)

/** Removes all that is recorded, on the version of the consent that the user saw. */
export async function removeAdjustments(work: Work, input: { patientId: string; version: number; reason: string | undefined; comment: string | undefined }): Promise<Shown> {
  demandEditor(work)
  const { services } = work
  const patient = presentPatient(work, input.patientId)
  const store = adjustmentStore(services)
  const removal = removalFor(input)
  await removeNationally(work, { nhsNumber: patient.nhsNumber, version: input.version, ...removal }, store.copyOf(patient.id)).catch(told)
  services.database.transaction(() => {
    store.read(patient.id, undefined, [])
    for (const each of store.unshared(patient.id)) store.shared(each.id)
    audited(work, { event: 'adjustments-removed', action: 'D', patientId: patient.id, detail: { reason: removal.reason } })
  })
  return adjustmentsAtHand(work, patient.id)
}

async function update(work: Work, { patientId, adjustment, version }: { patientId: string; adjustment: string; version: number }, event: string, change: (flag: NationalPart) => NationalPart['resource']): Promise<Shown> {
  const { services } = work
  const patient = presentPatient(work, patientId)
  const store = adjustmentStore(services)
  const copy = store.copyOf(patient.id)
  const flag = copy?.flags.find(({ id }) => id === adjustment)
  if (!copy || !flag) throw new Refusal('not-found', 'There is no such adjustment. Open the record again.')
  const named = await versionForChange(work, patient, flag, version)
  const changed = await updateFlag(work, { id: adjustment, version: named, body: change(flag) }).catch(told)
  services.database.transaction(() => {
    const others = copy.flags.map((each) => (each.id === adjustment ? changed : each))
    store.change(patient.id, { ...copy, flags: others.filter(({ resource }) => resource['status'] === 'active') })
    audited(work, { event, action: 'U', patientId: patient.id, detail: { adjustment, version: changed.version } })
  })
  return adjustmentsAtHand(work, patient.id)
}

/** What the user is told when a change was not made, or nobody knows whether it was. */
export const told = behaviour('adjustments.told', (failure: unknown): never => {
  if (!(failure instanceof NationalRefusal)) throw failure
  const fate = failure.outcomeUnknown ? 'We do not know whether the change was made: open the record again to see.' : 'The change was not made.'
  throw new Refusal(failure.code, `${failure.message} ${fate}`, { cause: failure })
})

/** Why nothing is changed any more: somebody else looks after the patient. */
export const whyNotChange = behaviour('adjustments.whyNotChange', ({ status }: RegisteredPatient): Refusal | undefined =>
  status === 'left' ? new Refusal('rule', [{ reason: 'inactive', text: 'This patient has left the practice. Reasonable adjustments can be seen, not changed.' }]) : undefined,
)

function presentPatient({ services }: Work, patientId: string): RegisteredPatient {
  const patient = patientsOf(services).get(patientId)
  const refusal = whyNotChange(patient)
  if (refusal) throw refusal
  return patient
}
