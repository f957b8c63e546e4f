import { behaviour } from '../behaviour.ts'
import { ItkProblem, type ItkDocument, type ResponseName } from '../itk/message.ts'
import type { Services } from '../services.ts'
import { documentsStore, type ReceivedDocument } from './documents-store.ts'
import { matchPatient } from './match-patient.ts'

/** How a document came. */
export interface Arrival {
  messageId: string
  forAction: boolean
  /** Mailbox of the sender. */
  from: string
}

/** Whether a document is here already, whatever message it came in. */
export const isDuplicateDocument = behaviour('documents.isDuplicateDocument', (services: Services, { identifier }: ItkDocument): boolean => documentsStore(services).byIdentifier(identifier) !== undefined)

/** The document in whose place another comes: it stays, marked as replaced. */
export const replaceDocument = behaviour('documents.replaceDocument', (services: Services, old: ReceivedDocument): void => {
  documentsStore(services).become(old.id, { state: 'replaced' })
})

/** Whether a document may take the place of another: only one that is here, in the record of the same patient. A correction of somebody else's is nobody's to make. */
export const mayReplace = behaviour('documents.mayReplace', (old: ReceivedDocument | undefined, patientId: string | undefined): boolean => old !== undefined && old.patientId === patientId)

/** Who the audit trail says has put a document into a record: the organisation that sent it. */
export const senderInTrail = behaviour('documents.senderInTrail', ({ custodian }: ItkDocument): string => custodian?.name ?? custodian?.odsCode ?? 'MESH')

/** A clinician of the practice is asked to look at a document. */
export const askForReview = behaviour('documents.askForReview', ({ tasks }: Services, { id, patientId, document, forAction }: ReceivedDocument): void => {
  tasks.raise({
    code: 'document-to-review',
    ...(patientId !== undefined && { patientId }),
    focus: `DocumentReference/${id}`,
    text: `${forAction ? 'For action' : 'For information'}: "${document.title}" has come from ${document.custodian?.name ?? document.custodian?.odsCode ?? 'another organisation'}. Review it.`,
  })
})

/** Somebody has to find out whose a document is. */
export const askForMatch = behaviour('documents.askForMatch', ({ tasks }: Services, { id, document }: ReceivedDocument): void => {
  tasks.raise({
    code: 'document-unmatched',
    focus: `DocumentReference/${id}`,
    text: `"${document.title}" from ${document.custodian?.name ?? 'another organisation'} is about nobody who is registered here under that NHS number, name and date of birth. Find out whose it is.`,
  })
})

/** Whether a document without a patient is kept for a person to decide. */
export const keepsUnmatched = behaviour('documents.keepsUnmatched', () => true)

/**
 * Puts a document into the record of its patient and asks a clinician to look at it, or onto the list of those that are nobody's.
 *
 * @throws ItkProblem when it is here already, or takes the place of one that is not
 */
export function fileDocument(services: Services, document: ItkDocument, { messageId, forAction }: Arrival): { business: ResponseName; patientId?: string } {
  const store = documentsStore(services)
  if (isDuplicateDocument(services, document)) throw new ItkProblem('duplicateDocument', 'The document is here already.')
  const old = document.replaces === undefined ? undefined : store.byIdentifier(document.replaces)
  const { patient, business } = matchPatient(services, document.patient)
  if (document.replaces !== undefined && !mayReplace(old, patient?.id)) throw new ItkProblem('cannotReplace', 'It is to take the place of a document that is not in this record.')
  if (!patient && !keepsUnmatched()) return { business }
  const filed = store.add({ document, messageId, forAction, state: patient ? 'to-review' : 'unmatched', ...(patient && { patientId: patient.id }) })
  services.audit.record({
    event: 'document-received',
    action: 'C',
    outcome: 'done',
    agent: { system: senderInTrail(document) },
    subject: `DocumentReference/${filed.id}`,
    ...(patient && { patientId: patient.id }),
    detail: { title: document.title },
  })
  if (old) replaceDocument(services, old)
  if (patient) askForReview(services, filed)
  else askForMatch(services, filed)
  return { business, ...(patient && { patientId: patient.id }) }
}
