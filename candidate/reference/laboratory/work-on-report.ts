import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { reviewerOf, settle, replacedBy } from './file-report.ts'
import { laboratoryStore, type ReceivedReport } from './laboratory-store.ts'

/** The activity without which nobody sees a result. */
export const demandReader = behaviour('laboratory.demandReader', ({ role }: Work): void => demand(role, 'B0360'))

/** The activity without which nobody says that a result needs nothing more: that is for a clinician to judge. */
export const demandReviewer = behaviour('laboratory.demandReviewer', ({ role }: Work): void => demand(role, 'B0380'))

/** What laboratories have sent about a patient, newest first. */
export function reportsOf(work: Work, patientId: string): ReceivedReport[] {
  demandReader(work)
  patientsOf(work.services).get(patientId)
  const found = reportsShown(laboratoryStore(work.services).ofPatient(patientId))
  audited(work, { event: 'reports-viewed', action: 'R', patientId, detail: { found: found.length } })
  return found
}

/** The reports of a patient that are shown: those that were replaced, too, marked as what they are. */
export const reportsShown = behaviour('laboratory.reportsShown', (reports: ReceivedReport[]): ReceivedReport[] => reports)

/** Reports that are nobody's yet. */
export function unmatchedReports(work: Work): ReceivedReport[] {
  demandReader(work)
  const found = laboratoryStore(work.services).unmatched()
  audited(work, { event: 'unmatched-reports-viewed', action: 'R', detail: { found: found.length } })
  return found
}

/** Somebody has found out whose a report is: a clinician is asked to look at it. */
export function matchReport(work: Work, id: string, patientId: string): ReceivedReport {
  demandReader(work)
  const { services } = work
  return services.database.transaction(() => {
    const store = laboratoryStore(services)
    if (store.get(id).state !== 'unmatched') throw new Refusal('already-done', 'This report is in the record of a patient already.')
    const patient = patientsOf(services).get(patientId)
    const { report, sender } = store.get(id)
    const current = replacedBy(store.underNumber(sender, report.number), patient.id)
    const reviewer = reviewerOf(services, report, patient)
    const filed = store.become(id, { state: 'to-review', patientId, ...(reviewer !== undefined && { reviewer }) })
    closeTasks(work, id, 'report-unmatched')
    settle(services, filed, current)
    audited(work, { event: 'report-matched', action: 'U', patientId, subject: `DiagnosticReport/${id}` })
    return store.get(id)
  })
}

/** A clinician has looked at a report, and decided what follows from it. */
export const reviewReport = behaviour('laboratory.reviewReport', (work: Work, id: string): ReceivedReport => {
  demandReviewer(work)
  const { services } = work
  return services.database.transaction(() => {
    const store = laboratoryStore(services)
    const { state, patientId } = store.get(id)
    if (state !== 'to-review') throw new Refusal(state === 'unmatched' ? 'rule' : 'already-done', state === 'unmatched' ? 'Find out first whose report this is.' : 'This report has been reviewed, or replaced by another.')
    const reviewed = store.become(id, { state: 'reviewed', reviewedBy: work.session.user.name })
    closeTasks(work, id, 'report-to-review')
    audited(work, { event: 'report-reviewed', action: 'U', subject: `DiagnosticReport/${id}`, ...(patientId !== undefined && { patientId }) })
    return reviewed
  })
})

function closeTasks({ services: { tasks }, session }: Work, id: string, code: string): void {
  for (const task of tasks.list({ status: 'requested', code })) if (task.focus === `DiagnosticReport/${id}`) tasks.close(task.id, 'completed', session.user.name)
}
