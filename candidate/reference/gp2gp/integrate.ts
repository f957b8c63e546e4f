import { behaviour } from '../behaviour.ts'
import { documentsStore } from '../documents/documents-store.ts'
import { askForReview } from '../documents/file-document.ts'
import type { ItkDocument } from '../itk/message.ts'
import { problemsStore } from '../problems/store.ts'
import type { Services } from '../services.ts'
import type { Extract } from './read-extract.ts'
import type { ReceivedFile } from './files.ts'
import { markedAs } from './marks.ts'
import type { Entry, EntryState, KeptEntry, Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** What became of a record that was taken over. */
export interface Integrated {
  entries: readonly KeptEntry[]
}

/**
 * How an entry enters the record: allergies and medication are not in force until a clinician has looked at them, everything else is
 * there to be read.
 */
export const stateOnArrival = behaviour('gp2gp.stateOnArrival', ({ kind, ended }: Entry): EntryState => (kind === 'allergy' || (kind === 'medication' && ended !== true) ? 'to-review' : 'filed'))

/** How an entry is kept: as it came, degraded where it was. */
export const entryKept = behaviour('gp2gp.entryKept', (entry: Entry): Entry => entry)

/** A file that says only that the sender could not send the real one. Source: GP2GP, absent attachments. */
export const isStandIn = behaviour('gp2gp.isStandIn', ({ filename }: { filename: string }): boolean => /^AbsentAttachment/i.test(filename))

/** The patient into whose record an extract goes: the one it was asked for. */
export const recordFor = behaviour('gp2gp.recordFor', (_services: Services, transfer: Transfer, _extract: Extract): string => transfer.patientId!)

/** Puts a received record into the record of its patient. Inside a transaction: all of it or nothing. */
export const integrate = behaviour('gp2gp.integrate', (services: Services, transfer: Transfer, extract: Extract, files: readonly ReceivedFile[]): Integrated => {
  const store = transfersStore(services)
  const patientId = recordFor(services, transfer, extract)
  const used = new Set<ReceivedFile>()
  const entries = extract.entries.map((entry) => {
    if (entry.kind === 'problem') fileProblem(services, transfer, patientId, entry)
    if (entry.kind !== 'document') return store.addEntry(transfer, patientId, entryKept(entry), stateOnArrival(entry))
    const file = files.find(({ filename }) => filename === entry.filename)
    if (file) used.add(file)
    if (!file || isStandIn(file)) return store.addEntry(transfer, patientId, entry, 'missing')
    fileDocument(services, transfer, patientId, extract, entry, file)
    return store.addEntry(transfer, patientId, entry, 'filed')
  })
  for (const file of filesLeft(files, used)) fileDocument(services, transfer, patientId, extract, { kind: 'document', term: file.filename, degraded: false, filename: file.filename }, file)
  tellOfWhatToDo(services, transfer, patientId, entries)
  return { entries }
})

/** Puts a coded problem among the patient's own, as one whose code nobody here has looked up yet. */
export const fileProblem = behaviour('gp2gp.fileProblem', (services: Services, { practice }: Transfer, patientId: string, { code, term, text }: Entry): void => {
  if (code === undefined || problemsStore(services).ofPatient(patientId).some((known) => known.code === code)) return
  problemsStore(services).add({ patientId, code, term, state: 'unchecked', recorder: { id: practice, name: `Practice ${practice}` }, ...(text !== undefined && { text }) })
})

/** Files that came and that no entry speaks of: they are part of the record, too. */
export const filesLeft = behaviour('gp2gp.filesLeft', (files: readonly ReceivedFile[], used: ReadonlySet<ReceivedFile>): readonly ReceivedFile[] => files.filter((file) => !used.has(file) && !isStandIn(file)))

/** Puts a file of the record among the patient's documents, where a clinician is asked to look at it. */
export const fileDocument = behaviour('gp2gp.fileDocument', (services: Services, transfer: Transfer, patientId: string, { messageId, extractId }: Extract, { term, date, marks }: Entry, { filename, contentType, base64 }: ReceivedFile): void => {
  const document: ItkDocument = { identifier: `${extractId}/${filename}`, title: term, ...(date !== undefined && { date }), custodian: { odsCode: transfer.practice }, parts: [], patient: { nhsNumber: transfer.nhsNumber }, contents: [{ contentType, base64 }], ...markedAs({ marks }) }
  askForReview(services, documentsStore(services).add({ document, messageId, forAction: false, state: 'to-review', patientId }))
})

/** Clinicians are told what waits for them: allergies and medication that are not in force yet, documents that did not come. */
export const tellOfWhatToDo = behaviour('gp2gp.tellOfWhatToDo', ({ tasks }: Services, transfer: Transfer, patientId: string, entries: readonly KeptEntry[]): void => {
  const focus = `transfer:${transfer.id}`
  const count = (kind: Entry['kind'], state: EntryState) => entries.filter((entry) => entry.kind === kind && entry.state === state)
  const allergies = count('allergy', 'to-review')
  const medication = count('medication', 'to-review')
  const degraded = entries.filter((each) => each.degraded && each.state !== 'missing')
  if (allergies.length > 0) tasks.raise({ code: 'transferred-allergies', patientId, focus, text: `Allergies have come with the record from practice ${transfer.practice} (${allergies.length}). They are not in force until you have reviewed them.` })
  if (medication.length > 0) tasks.raise({ code: 'transferred-medication', patientId, focus, text: `Medication has come with the record from practice ${transfer.practice} (${medication.length}). None of it is authorised here: review it, and authorise anew what is to go on.` })
  if (degraded.length > 0) tasks.raise({ code: 'transferred-degraded', patientId, focus, text: `Entries of the record from practice ${transfer.practice} came without a code that is known here (${degraded.length}). Their words are kept: review and code them.` })
  for (const { id, term } of count('document', 'missing')) tasks.raise({ code: 'transferred-document-missing', patientId, focus: `transferred-entry:${id}`, text: `"${term}" is in the record from practice ${transfer.practice}, and the file did not come. Ask the practice for it.` })
})

/** Keeps the record of somebody who was here before apart: to be read, and nothing of it in force. */
export const keepApart = behaviour('gp2gp.keepApart', (services: Services, transfer: Transfer, extract: Extract, files: readonly ReceivedFile[]): void => {
  const store = transfersStore(services)
  for (const entry of extract.entries) store.addEntry(transfer, transfer.patientId!, entry, 'suppressed')
  for (const file of files) fileDocument(services, transfer, transfer.patientId!, extract, { kind: 'document', term: file.filename, degraded: false }, file)
})
