import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { documentsStore, type ReceivedDocument } from './documents-store.ts'
import { askForReview } from './file-document.ts'

/** The activity without which nobody sees a document: it is part of the clinical record. */
export const demandReader = behaviour('documents.demandReader', ({ role }: Work): void => demand(role, 'B0360'))

/** The activity without which nobody reviews one: what it says is for a clinician to judge. */
export const demandReviewer = behaviour('documents.demandReviewer', ({ role }: Work): void => demand(role, 'B0380'))

/** What there is about a patient from elsewhere, newest first. */
export function documentsOf(work: Work, patientId: string): ReceivedDocument[] {
  demandReader(work)
  patientsOf(work.services).get(patientId)
  const found = documentsStore(work.services).ofPatient(patientId)
  audited(work, { event: 'documents-viewed', action: 'R', patientId, detail: { found: found.length } })
  return found
}

/** Documents that are nobody's yet. */
export function unmatchedDocuments(work: Work): ReceivedDocument[] {
  demandReader(work)
  const found = documentsStore(work.services).unmatched()
  audited(work, { event: 'unmatched-documents-viewed', action: 'R', detail: { found: found.length } })
  return found
}

/** One document, to be read. */
export const openDocument = behaviour('documents.openDocument', (work: Work, id: string): ReceivedDocument => {
  demandReader(work)
  const document = documentsStore(work.services).get(id)
  audited(work, { event: 'document-viewed', action: 'R', subject: `DocumentReference/${id}`, ...(document.patientId !== undefined && { patientId: document.patientId }) })
  return document
})

/** Somebody has found out whose a document is. */
export function matchDocument(work: Work, id: string, patientId: string): ReceivedDocument {
  demandReader(work)
  const { services } = work
  return services.database.transaction(() => {
    const store = documentsStore(services)
    if (store.get(id).state !== 'unmatched') throw new Refusal('already-done', 'This document is in the record of a patient already.')
    const patient = patientsOf(services).get(patientId)
    const filed = putIntoRecord(work, id, patient.id)
    audited(work, { event: 'document-matched', action: 'U', patientId, subject: `DocumentReference/${id}` })
    return filed
  })
}

/** From the list of those that are nobody's into the record, where a clinician is asked to look at it. */
export const putIntoRecord = behaviour('documents.putIntoRecord', (work: Work, id: string, patientId: string): ReceivedDocument => {
  const { services } = work
  const filed = documentsStore(services).become(id, { state: 'to-review', patientId })
  closeTasks(work, id, 'document-unmatched')
  askForReview(services, filed)
  return filed
})

/** A clinician has looked at a document. */
export const reviewDocument = behaviour('documents.reviewDocument', (work: Work, id: string): ReceivedDocument => {
  demandReviewer(work)
  const { services } = work
  return services.database.transaction(() => {
    const store = documentsStore(services)
    const { state, patientId } = store.get(id)
    if (state !== 'to-review') throw new Refusal(state === 'unmatched' ? 'rule' : 'already-done', state === 'unmatched' ? 'Find out first whose document this is.' : 'This document has been reviewed, or replaced by another.')
    const reviewed = store.become(id, { state: 'reviewed', reviewedBy: work.session.user.name })
    closeTasks(work, id, 'document-to-review')
    audited(work, { event: 'document-reviewed', action: 'U', subject: `DocumentReference/${id}`, ...(patientId !== undefined && { patientId }) })
    return reviewed
  })
})

function closeTasks({ services: { tasks }, session }: Work, id: string, code: string): void {
  for (const task of tasks.list({ status: 'requested', code })) if (task.focus === `DocumentReference/${id}`) tasks.close(task.id, 'completed', session.user.name)
}
