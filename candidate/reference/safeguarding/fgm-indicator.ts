import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { addFlag, FGM, flagToAdd, removeFlag } from '../national/patient-flags.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { showFlags, type ShownFlags } from './show-flags.ts'
import { unsharedIndicators } from './unshared.ts'

const TASK = 'not-shared-nationally'
const ADULT = 18

/** Who may set or remove the indicator: whoever may amend health records. */
export const demandRecorder = behaviour('safeguarding.demandRecorder', ({ role }: Work): void => demand(role, 'B0380'))

/** Whether the indicator is for somebody of this sex: it is for girls. Source: FGM Information Sharing, how this service works. */
export const isForSex = behaviour('safeguarding.isForSex', ({ national }: RegisteredPatient): boolean => national.gender === 'female')

/** Whether the indicator is for somebody of this age: until the day of the eighteenth birthday. */
export const isForAge = behaviour('safeguarding.isForAge', ({ national }: RegisteredPatient, today: string): boolean => {
  const born = national.birthDate ?? '1900-01-01'
  const eighteenth = `${Number(born.slice(0, 4)) + ADULT}${born.slice(4)}`
  return today < eighteenth
})

/** What somebody is asked to do when an indicator was not shared. The list is for everybody at the practice: it does not say what it is about. */
export const taskText = behaviour('safeguarding.taskText', (): string => 'Something on this patient’s record was not shared nationally. A clinician has to look at the record and share it again.')

/** What becomes of an indicator that was not shared: it is kept, and somebody is told. */
export const keepUnshared = behaviour('safeguarding.keepUnshared', ({ services, session }: Work, patientId: string): void => {
  unsharedIndicators(services).keep(patientId, session.user.name)
  services.tasks.raise({ code: TASK, patientId, focus: `Patient/${patientId}`, text: taskText() })
})

/** Records that a girl's family has a history of female genital mutilation, nationally. */
export async function setIndicator(work: Work, patientId: string): Promise<ShownFlags> {
  demandRecorder(work)
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  if (patient.status !== 'active') throw new Refusal('rule', 'This patient is not registered here any more. Nothing was recorded.')
  if (!isForSex(patient)) throw new Refusal('rule', 'The FGM indicator is for girls only. Nothing was recorded.')
  if (!isForAge(patient, services.clock.today())) throw new Refusal('rule', 'The FGM indicator is for girls under 18. Nothing was recorded.')
  audited(work, { event: 'fgm-indicator-recorded', action: 'C', patientId: patient.id })
  try {
    await addFlag(work, flagToAdd(work, patient.nhsNumber))
  } catch (failure) {
    if (!(failure instanceof NationalRefusal)) throw failure
    services.database.transaction(() => keepUnshared(work, patient.id))
    throw new Refusal(failure.code, `The indicator was recorded here, and not shared nationally, or nobody knows: others may not see it. ${failure.message} Share it again from the record.`, { cause: failure })
  }
  services.database.transaction(() => settle(work, patient.id))
  return showFlags(work, patient.id)
}

/** Once the national service and the practice agree, nothing is left to be shared, nor to be seen to. */
export const settle = behaviour('safeguarding.settle', ({ services, session }: Work, patientId: string): void => {
  unsharedIndicators(services).drop(patientId)
  for (const { id } of services.tasks.list({ status: 'requested', code: TASK, patientId })) services.tasks.close(id, 'completed', session.user.name)
})

/** Takes the indicator away nationally. */
export const takeAway = behaviour('safeguarding.takeAway', (work: Work, nhsNumber: string, reason: string): Promise<void> => removeFlag(work, nhsNumber, FGM, reason))

/** Whether words for the reason are needed: always, and others read them. */
export const reasonNeeded = behaviour('safeguarding.reasonNeeded', (reason: string): boolean => reason === '')

/** Removes the indicator, for a reason. */
export async function removeIndicator(work: Work, patientId: string, reason: string): Promise<ShownFlags> {
  demandRecorder(work)
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  if (reasonNeeded(reason)) throw new Refusal('invalid', [{ field: 'reason', text: 'Say why the indicator is removed.' }])
  await takeAway(work, patient.nhsNumber, reason || 'not given')
  services.database.transaction(() => {
    settle(work, patient.id)
    audited(work, { event: 'fgm-indicator-removed', action: 'D', patientId: patient.id, detail: { reason } })
  })
  return showFlags(work, patient.id)
}
