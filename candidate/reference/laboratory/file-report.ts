import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isSamePerson } from '../documents/match-patient.ts'
import { staffMember } from '../practice/practice-data.ts'
import type { Services } from '../services.ts'
import { laboratoryStore, type ReceivedReport } from './laboratory-store.ts'
import type { LabPatient, LabReport } from './report.ts'

/** Whether a report is about this patient: the NHS number alone is one wrong digit away from somebody else's. */
export const isAbout = behaviour('laboratory.isAbout', (patient: RegisteredPatient, named: LabPatient): boolean => isSamePerson(patient, named))

/** Whose a report is: the registered patient with that NHS number, date of birth and surname. A name without a number is nobody's. */
export const patientOf = behaviour('laboratory.patientOf', (services: Services, named: LabPatient): RegisteredPatient | undefined => {
  const patient = named.nhsNumber === undefined ? undefined : patientsOf(services).byNhsNumber(named.nhsNumber)
  return patient && patient.status === 'active' && isAbout(patient, named) ? patient : undefined
})

/** Who is to look at a report: the GP who asked for it, or else the patient's own. GPs are named by G, DIN and a check digit, by SDS user id, or by GMC number. */
export const reviewerOf = behaviour('laboratory.reviewerOf', ({ practice }: Services, { requester }: LabReport, patient: RegisteredPatient): string | undefined => {
  const din = /^G(\d{6})\d$/.exec(requester?.code ?? '')?.[1]
  const isNamed = (named: string | undefined, known: string | undefined) => named !== undefined && named === known
  const asked = practice.staff.find(({ id, professionalCodes }) => isNamed(din, professionalCodes['din']) || isNamed(requester?.sdsUser, id) || isNamed(requester?.gmc, professionalCodes['gmc']))
  return asked?.id ?? patient.registrations[0]?.accountableGp
})

/** Whether a laboratory marks anything in a report as not what it should be. */
export const isAbnormal = behaviour('laboratory.isAbnormal', ({ results }: LabReport): boolean => results.some(({ flag }) => flag !== undefined))

/** How a report is called. */
export const titleOf = behaviour('laboratory.titleOf', ({ kind }: LabReport): string => (kind === 'screening' ? 'Screening result' : 'Pathology result'))

/** Whether a laboratory has taken a report back: what it reported does not hold. */
const isWithdrawn = ({ status }: LabReport): boolean => status === 'cancelled' || status === 'entered in error'

/** A clinician is asked to look at a report; one that came in the place of another says so, and so does one that the laboratory has taken back. */
export const askForReview = behaviour('laboratory.askForReview', ({ tasks, practice }: Services, { id, patientId, report, reviewer }: ReceivedReport, replaces: boolean): void => {
  const gp = staffMember(practice, reviewer)
  const name = gp ? [gp.title, gp.given, gp.family].filter(Boolean).join(' ') : 'any clinician'
  tasks.raise({
    code: 'report-to-review',
    ...(patientId !== undefined && { patientId }),
    focus: `DiagnosticReport/${id}`,
    text: `${isAbnormal(report) ? 'ABNORMAL. ' : ''}${titleOf(report)} ${report.number} from ${report.laboratory ?? 'a laboratory'}, for ${name}.${isWithdrawn(report) ? ' The laboratory has withdrawn it.' : ''}${replaces ? ' It replaces an earlier report.' : ''} Review it.`,
  })
})

/** Somebody has to find out whose a report is. */
export const askForMatch = behaviour('laboratory.askForMatch', ({ tasks }: Services, { id, report }: ReceivedReport): void => {
  tasks.raise({
    code: 'report-unmatched',
    focus: `DiagnosticReport/${id}`,
    text: `${titleOf(report)} ${report.number} from ${report.laboratory ?? 'a laboratory'} is about nobody who is registered here under that NHS number, name and date of birth. Find out whose it is.`,
  })
})

/** Whether what came before is left alone: a whole interchange that comes again, or a report of it in another. */
export const leavesKnown = behaviour('laboratory.leavesKnown', (known: boolean): boolean => known)

/** Whether a report came before, in whatever interchange. */
const isKnown = (report: LabReport, earlier: readonly ReceivedReport[]): boolean => earlier.some((known) => JSON.stringify(known.report) === JSON.stringify(report))

/** The reports that another replaces: those of its number about the same patient. */
export const replacedBy = behaviour('laboratory.replacedBy', (earlier: readonly ReceivedReport[], patientId: string | undefined): ReceivedReport[] => earlier.filter((known) => known.patientId === patientId && known.state !== 'replaced'))

/** Whether a report that comes later was issued earlier than what is here: then it is the one that is out of date. */
export const isOutOfDate = behaviour('laboratory.isOutOfDate', (report: LabReport, current: readonly ReceivedReport[]): boolean => current.some((known) => known.report.issued > report.issued))

/** What becomes of a report in whose place another came: it stays, marked as what it is. */
export const retire = behaviour('laboratory.retire', (services: Services, { id }: ReceivedReport): void => {
  laboratoryStore(services).become(id, { state: 'replaced' })
  for (const task of services.tasks.list({ status: 'requested', code: 'report-to-review' })) if (task.focus === `DiagnosticReport/${id}`) services.tasks.close(task.id, 'cancelled', 'the laboratory')
})

/** Whether a report without a patient is kept for a person to decide. */
export const keepsUnmatched = behaviour('laboratory.keepsUnmatched', () => true)

/** The state in which a report goes into a record: nobody has looked at it, whatever became of those before it. */
export const newState = behaviour('laboratory.newState', (_replaces: readonly ReceivedReport[]): ReceivedReport['state'] => 'to-review')

/** Puts a report into the record of its patient for review, or onto the list of those that are nobody's. */
export function fileReport(services: Services, report: LabReport, sender: string): void {
  const store = laboratoryStore(services)
  const earlier = store.underNumber(sender, report.number)
  if (leavesKnown(isKnown(report, earlier))) return
  const patient = patientOf(services, report.patient)
  if (!patient && !keepsUnmatched()) return
  const reviewer = patient && reviewerOf(services, report, patient)
  const filed = store.add({ sender, report, state: patient ? 'to-review' : 'unmatched', ...(patient && { patientId: patient.id }), ...(reviewer !== undefined && { reviewer }) })
  services.audit.record({
    event: 'report-received',
    action: 'C',
    outcome: 'done',
    agent: { system: senderInTrail(report, sender) },
    subject: `DiagnosticReport/${filed.id}`,
    ...(patient && { patientId: patient.id }),
    detail: { number: report.number },
  })
  settle(services, filed, patient ? replacedBy(earlier, patient.id) : [])
}

/** Who the audit trail says has put a report into a record. */
export const senderInTrail = behaviour('laboratory.senderInTrail', ({ laboratory }: LabReport, sender: string): string => laboratory ?? sender)

/** Of reports under one number the newest issue counts, in whatever order they come. */
export function settle(services: Services, filed: ReceivedReport, current: readonly ReceivedReport[]): void {
  if (filed.patientId === undefined) return askForMatch(services, filed)
  if (isOutOfDate(filed.report, current)) return retire(services, filed)
  for (const old of current) retire(services, old)
  const state = newState(current)
  if (state !== filed.state) laboratoryStore(services).become(filed.id, { state })
  askForReview(services, filed, current.length > 0)
}
