import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { DocumentPart } from '../itk/message.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { documentsStore, type ReceivedDocument } from './documents-store.ts'
import { demandReader, demandReviewer } from './work-on-document.ts'

/**
 * proposed: a clinician has to decide. filed: it is part of the record. left-out: a clinician has decided against it. replaced: another
 * document has come in the place of the one it is from.
 */
export type PartState = 'proposed' | 'filed' | 'left-out' | 'replaced'

/** Something that a document says in codes, and what has become of it here. */
export interface PartOfDocument {
  document: ReceivedDocument
  /** Its place in the document, from 1. */
  number: number
  part: DocumentPart
  state: PartState
  /** Name of the clinician who decided. */
  decidedBy?: string
}

/** How a part stands before a clinician has looked at it: nothing from elsewhere becomes part of the record by itself. */
export const initialState = behaviour('documents.initialPartState', (): PartState => 'proposed')

/** How a part stands whose document may have been replaced since. */
export const partState = behaviour('documents.partState', (document: ReceivedDocument, decided: PartState): PartState => (document.state === 'replaced' ? 'replaced' : decided))

/** Whom the record names as the source of a part: the organisation that sent it, and whoever did it there. */
export const sourceOf = behaviour('documents.sourceOfPart', ({ custodian, author }: ReceivedDocument['document'], { by }: DocumentPart): { odsCode?: string; name?: string; person?: string } => {
  const person = by ?? author
  return { ...custodian, ...(person !== undefined && { person }) }
})

interface Row {
  document_id: number
  number: number
  state: PartState
  decided_by: string | null
}

/** What one document says in codes, and how that stands. Whoever shows it has made sure that it may be seen. */
export function partsOfDocument({ database }: Pick<Services, 'database'>, document: ReceivedDocument): PartOfDocument[] {
  const decided = database.all<Row>('SELECT * FROM document_part WHERE document_id = ?', Number(document.id))
  return document.document.parts.map((part, at) => {
    const row = decided.find(({ number }) => number === at + 1)
    return { document, number: at + 1, part, state: partState(document, row?.state ?? initialState()), ...(row?.decided_by != null && { decidedBy: row.decided_by }) }
  })
}

/** All that documents from elsewhere say in codes about a patient, newest document first. */
export function partsOfPatient(work: Work, patientId: string): PartOfDocument[] {
  demandReader(work)
  const { services } = work
  patientsOf(services).get(patientId)
  const found = documentsStore(services).ofPatient(patientId).flatMap((document) => partsOfDocument(services, document))
  audited(work, { event: 'document-parts-viewed', action: 'R', patientId, detail: { found: found.length } })
  return found
}

/** A clinician takes parts of a document over into the record, and leaves the others out. */
export function decideParts(work: Work, documentId: string, filed: readonly number[]): PartOfDocument[] {
  demandReviewer(work)
  const { services, session } = work
  return services.database.transaction(() => {
    const document = documentsStore(services).get(documentId)
    const { patientId } = document
    if (patientId === undefined) throw new Refusal('rule', 'Find out first whose document this is.')
    const parts = partsOfDocument(services, document)
    if (!parts.some(({ state }) => state === 'proposed')) throw new Refusal('already-done', 'There is nothing left to decide about this document.')
    for (const number of filed) {
      const chosen = parts.find((each) => each.number === number)
      if (!chosen) throw new Refusal('invalid', `The document has no part ${number}.`)
      if (chosen.part.kind === 'other') throw new Refusal('rule', `"${chosen.part.display}" cannot be taken over in codes. Write down what matters of it.`)
    }
    for (const { number } of parts) {
      services.database.run('INSERT OR IGNORE INTO document_part (document_id, number, state, decided_by) VALUES (?, ?, ?, ?)', Number(documentId), number, filed.includes(number) ? 'filed' : 'left-out', session.user.name)
    }
    audited(work, { event: 'document-parts-decided', action: 'U', patientId, subject: `DocumentReference/${documentId}`, detail: { filed: filed.length, leftOut: parts.length - filed.length } })
    return partsOfDocument(services, document)
  })
}
