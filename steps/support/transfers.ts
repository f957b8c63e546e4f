import { gzipSync } from 'node:zlib'
import type { DocumentView } from '../../candidate/port/documents.ts'
import type { TaskView } from '../../candidate/port/tasks.ts'
import type { TransferredEntry, TransferView } from '../../candidate/port/transfers.ts'
import type { ControlClient } from '../../mocks/control-client.ts'
import { must, type AssayWorld } from '../world.ts'
import { MEDICINES } from './medicines.ts'

type Spine = ControlClient['outside']['spine']
export type ExtractToSend = Parameters<Spine['sendExtract']>[0]
export type RecordContent = ExtractToSend['content']
export type SentFile = NonNullable<ExtractToSend['files']>[number]
export type SpineMessage = Awaited<ReturnType<Spine['listSent']>>[number]
export type SpineDelivery = Awaited<ReturnType<Spine['sendExtract']>>

/** Interactions of GP2GP. */
export const ACTION = { request: 'RCMR_IN010000UK05', extract: 'RCMR_IN030000UK06', part: 'COPC_IN000001UK01', acknowledgement: 'MCCI_IN010000UK13' } as const

/** ODS code of the practice that scenarios call Ashdown. */
export const ASHDOWN = 'A99902'

/** Entries of a record by the words that scenarios use. Codes are SNOMED CT and dm+d. */
export const ENTRIES = {
  asthma: { kind: 'problem', code: '195967001', term: 'Asthma', date: '2011-05-02' },
  penicillin: { kind: 'allergy', code: '764146007', term: 'Penicillin', date: '2009-02-11' },
  degraded: { kind: 'allergy', term: 'Came out in a rash after the blue tablets', date: '2004-08-19' },
  repeat: { kind: 'medication', code: MEDICINES.furosemide.code, term: MEDICINES.furosemide.term, date: '2025-11-03' },
  ended: { kind: 'medication', code: MEDICINES.prednisolone.code, term: MEDICINES.prednisolone.term, date: '2019-01-15' },
  weight: { kind: 'result', code: '27113001', term: 'Body weight', date: '2025-10-01' },
} as const

/** What was said at a visit, with a word that occurs nowhere else. */
export const visitWords = (word: string) => `Seen with a cough for three weeks, chest clear. Reference ${word}.`

/** A record as another practice holds it: something of each kind. */
export function fullRecord(word: string): RecordContent {
  const { asthma, penicillin, repeat, ended, weight } = ENTRIES
  const plain = <T extends { kind: string }>({ kind: _kind, ...rest }: T) => rest
  return {
    consultations: [{ date: '2025-12-01', text: visitWords(word) }],
    problems: [plain(asthma)],
    allergies: [{ ...plain(penicillin), drug: true }],
    medication: [
      { ...plain(repeat), dosage: '1 tablet in the morning', quantity: 28, repeats: 6 },
      { ...plain(ended), dosage: '6 tablets in the morning', quantity: 30, ended: true },
    ],
    results: [{ ...plain(weight), value: '74', unit: 'kg' }],
  }
}

/** A file of a record: text that says which it is, as long as is wanted. */
export function fileOf(word: string, { name = 'letter', bytes = 0 }: { name?: string; bytes?: number } = {}): SentFile & { title: string; text: string } {
  const text = `${name} ${word}. ${'Nothing abnormal was found. '.repeat(Math.ceil(bytes / 28))}`
  return { filename: `${word}_${name}.txt`, title: `Hospital ${name} ${word}`, contentType: 'text/plain', base64: Buffer.from(text).toString('base64'), text }
}

/** Names a file in a record. */
export const documentEntry = ({ filename, title, contentType }: { filename: string; title: string; contentType: string }) => ({ filename, title, contentType, date: '2025-09-12' })

/** Compressed, and broken off before the end. */
export const brokenArchive = (text: string): string => gzipSync(text).subarray(0, 30).toString('base64')

/** The notes of a scenario about a transfer. */
export interface TransferNotes {
  content: RecordContent
  files: (SentFile & { title: string; text: string })[]
  word: string
  deliveries: SpineDelivery[]
}

export function notesOn(world: AssayWorld): TransferNotes {
  const found = world.notes.get('transfer') as TransferNotes | undefined
  if (found) return found
  const word = world.make.word('record')
  const made: TransferNotes = { word, content: fullRecord(word), files: [], deliveries: [] }
  world.notes.set('transfer', made)
  return made
}

/** Who looks how things stand in the record. */
export const READER = 'second GP'

/** Has the candidate do what is to be done about the record of whoever the scenario is about. */
export const lookAfter = (world: AssayWorld): Promise<void> => world.candidate.aids.lookAfterTransfers(world.person!.nhsNumber)

/** Of a message with large files the beginning is evidence enough. */
const SHOWN = 20_000

/** Keeps deliveries as evidence, and for later steps. */
export function delivered(world: AssayWorld, ...deliveries: readonly SpineDelivery[]): void {
  for (const delivery of deliveries) {
    const { request, response, startedAt, durationMs } = delivery
    const body = request.body.length > SHOWN ? `${request.body.slice(0, SHOWN)} (and ${request.body.length - SHOWN} characters more)` : request.body
    world.attachCallback({ service: 'spine', operation: 'message', startedAt, durationMs, request: { ...request, body }, ...(response && { response }) })
    notesOn(world).deliveries.push(delivery)
  }
}

/** The practice's own number for whoever the scenario is about. */
export async function localId(world: AssayWorld): Promise<string> {
  const [view] = must(await world.candidate.demographics.findLocally(await world.behindTheScenes(READER), { nhsNumber: world.person!.nhsNumber }), "search the practice's list")
  return view?.id ?? world.person!.view?.id ?? 'none'
}

export const transfersSeen = async (world: AssayWorld): Promise<TransferView[]> => must(await world.candidate.transfers.ofPatient(await world.behindTheScenes(READER), await localId(world)), 'show the transfers of a record')
export const entriesSeen = async (world: AssayWorld): Promise<TransferredEntry[]> => must(await world.candidate.transfers.record(await world.behindTheScenes(READER), await localId(world)), 'show a transferred record')
export const documentsSeen = async (world: AssayWorld): Promise<DocumentView[]> => must(await world.candidate.documents.ofPatient(await world.behindTheScenes(READER), await localId(world)), 'show the documents of a patient')
export const tasksSeen = async (world: AssayWorld): Promise<TaskView[]> => must(await world.candidate.tasks.open(await world.behindTheScenes(READER), await localId(world)), 'show what is to be done')
