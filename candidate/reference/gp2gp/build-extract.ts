import { randomUUID } from 'node:crypto'
import { allergiesOf } from '../allergies/allergies.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { documentsStore } from '../documents/documents-store.ts'
import type { Marked } from '../fhir/confidentiality.ts'
import { vaccinationsStore } from '../immunisations/vaccinations-store.ts'
import { laboratoryStore } from '../laboratory/laboratory-store.ts'
import { repeatsOf } from '../patient-facing/prescriptions/repeats.ts'
import { lettersOf } from '../patient-facing/record/letters.ts'
import { itemsStore } from '../prescribing/items-store.ts'
import { problemsStore } from '../problems/store.ts'
import { REFERRAL_TYPES } from '../referrals/referral-types.ts'
import { referralsStore } from '../referrals/referrals-store.ts'
import type { Services } from '../services.ts'
import { marksOf } from './marks.ts'
import type { Entry } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** A file of a record that is sent on. */
export interface FileToSend {
  filename: string
  contentType: string
  base64: string
}

/** A record as it is sent on. */
export interface RecordToSend {
  entries: readonly Entry[]
  files: readonly FileToSend[]
}

const EXTENSIONS: Record<string, string> = { 'application/pdf': 'pdf', 'text/html': 'html', 'text/plain': 'txt', 'text/rtf': 'rtf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/tiff': 'tif' }

const dayOf = (instant: string) => instant.slice(0, 10)

/** Everything that this practice holds of a patient: its own entries, what it took over from others, and every document. */
export const recordToSend = behaviour('gp2gp.recordToSend', (services: Services, patient: RegisteredPatient): RecordToSend => {
  const documents = documentsToSend(services, patient)
  return { entries: [...problemEntries(services, patient), ...allergyEntries(services, patient), ...medicationEntries(services, patient), ...repeatEntries(services, patient), ...resultEntries(services, patient), ...vaccinationEntries(services, patient), ...referralEntries(services, patient), ...takenOver(services, patient), ...documents.map(({ entry }) => entry)], files: documents.flatMap(({ files }) => files) }
})

/** Problems on the record, those that came from other practices among them. */
export const problemEntries = behaviour('gp2gp.problemEntries', (services: Services, { id }: RegisteredPatient): Entry[] => {
  const came = transfersStore(services).entriesOf(id).filter(({ kind }) => kind === 'problem')
  return problemsStore(services)
    .ofPatient(id)
    .map(({ code, term, text, recordedAt }): Entry => {
      const marks = came.find((each) => each.code === code)?.marks
      return { kind: 'problem', code, term, degraded: false, date: dayOf(recordedAt), ...(text !== undefined && { text }), ...(marks && { marks }) }
    })
})

/** Allergies that hold and those that are over: both say something to whoever prescribes next. */
export const allergyEntries = behaviour('gp2gp.allergyEntries', (services: Services, { id }: RegisteredPatient): Entry[] =>
  allergiesOf(services, id, { all: true }).map(({ code, term, recordedAt, status, severity, reaction, ...marked }): Entry => {
    const text = [`Status: ${status}`, severity && `Severity: ${severity}`, reaction].filter(Boolean).join('. ')
    return { kind: 'allergy', code, term, degraded: false, date: dayOf(recordedAt), text, ...marksOf(marked) }
  }),
)

/** Medication that was prescribed here; drafts that nobody has signed were never given. */
export const medicationEntries = behaviour('gp2gp.medicationEntries', (services: Services, { id }: RegisteredPatient): Entry[] =>
  itemsStore(services)
    .ofPatient(id)
    .filter(({ status }) => status !== 'draft' && status !== 'discarded')
    .map(
      ({ code, medicine, draftedAt, dosage, quantity, course, repeats, status, ...marked }): Entry => ({
        kind: 'medication',
        code,
        term: medicine.term,
        degraded: false,
        date: dayOf(draftedAt),
        dosage: dosage.join(' '),
        quantity,
        ...(course !== 'acute' && { repeats: repeats ?? 1 }),
        ...((status === 'cancelled' || status === 'expired') && { ended: true }),
        ...marksOf(marked),
      }),
    ),
)

/** Repeat medication that patients order online. */
export const repeatEntries = behaviour('gp2gp.repeatEntries', (services: Services, { id }: RegisteredPatient): Entry[] =>
  repeatsOf(services, id).map(
    ({ code, term, dosage, quantity, issuedOn, active, authoredAt, ...marked }): Entry => ({
      kind: 'medication',
      code,
      term,
      degraded: false,
      date: dayOf(authoredAt),
      dosage,
      quantity,
      repeats: Math.max(1, issuedOn.length),
      ...(!active && { ended: true }),
      ...marksOf(marked),
    }),
  ),
)

/** Results of laboratories, as each was last reported; whether a clinician has looked at them or not. */
export const resultEntries = behaviour('gp2gp.resultEntries', (services: Services, { id }: RegisteredPatient): Entry[] =>
  laboratoryStore(services)
    .ofPatient(id)
    .filter(({ state }) => state !== 'replaced')
    .flatMap(({ report: { issued, laboratory, results } }) =>
      results.map(({ test, value, comparator = '', unit = '', finding, flag, ranges, comments }): Entry => {
        const code = test.system === 'snomed' ? test.code : undefined
        const range = ranges.map(({ low = '', high = '', text = '' }) => text || `Range ${low}-${high}`)
        const words = [value !== undefined && `${comparator}${value} ${unit}`.trim(), finding?.text, flag && `Marked ${flag}`, ...range, ...comments, laboratory && `Reported by ${laboratory}`]
        return { kind: 'result', term: test.text, degraded: code === undefined, date: dayOf(issued), text: words.filter(Boolean).join('. '), ...(code !== undefined && { code }) }
      }),
    ),
)

/** Vaccinations that are on record here. */
export const vaccinationEntries = behaviour('gp2gp.vaccinationEntries', (services: Services, { id }: RegisteredPatient): Entry[] =>
  vaccinationsStore(services)
    .ofPatient(id)
    .map(({ vaccine: { procedure, product }, givenAt, lotNumber }): Entry => ({ kind: 'result', code: procedure.code, term: procedure.term, degraded: false, date: dayOf(givenAt), text: `${product.term}. Batch ${lotNumber}` })),
)

/** Referrals that have left the practice, in words. */
export const referralEntries = behaviour('gp2gp.referralEntries', (services: Services, { id }: RegisteredPatient): Entry[] =>
  referralsStore(services)
    .ofPatient(id)
    .filter(({ status }) => status !== 'draft' && status !== 'cancelled')
    .map(({ ubrn, details: { type, reason, writtenAt } }): Entry => ({ kind: 'other', term: REFERRAL_TYPES[type] ?? 'Referral', degraded: false, date: dayOf(writtenAt), text: [reason, ubrn && `UBRN ${ubrn}`].filter(Boolean).join('. ') })),
)

/** What came from practices before, and was not turned into an entry of this practice's own: it must not be lost on the way. */
export const takenOver = behaviour('gp2gp.takenOver', (services: Services, { id }: RegisteredPatient): Entry[] =>
  transfersStore(services)
    .entriesOf(id)
    .filter(({ kind, state, code }) => kind !== 'document' && !(kind === 'problem' && state === 'filed' && code !== undefined) && state !== 'confirmed' && state !== 'dismissed')
    .map(({ kind, date, code, term, degraded, text, dosage, quantity, repeats, ended, marks }): Entry => {
      const known = { date, code, text, dosage, quantity, repeats, ended, marks }
      return { kind, term, degraded, ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<Entry>) }
    }),
)

/** Each document with all its files: what came from elsewhere, and letters that were filed here. */
export const documentsToSend = behaviour('gp2gp.documentsToSend', (services: Services, { id }: RegisteredPatient): { entry: Entry; files: FileToSend[] }[] => [
  ...documentsStore(services)
    .ofPatient(id)
    .flatMap(({ document: { title, contents, date, ...marked }, receivedAt }) => contents.map(({ contentType, base64 }) => documentToSend(title, date ?? receivedAt, contentType, base64, marked))),
  ...lettersOf(services, id).map(({ description, createdAt, contentType, content }) => documentToSend(description, createdAt, contentType, content)),
])

function documentToSend(term: string, date: string, contentType: string, base64: string, marked: Marked = {}): { entry: Entry; files: FileToSend[] } {
  const filename = `${randomUUID().toUpperCase()}_document.${EXTENSIONS[contentType] ?? 'bin'}`
  return { entry: { kind: 'document', term, degraded: false, date: dayOf(date), filename, contentType, ...marksOf(marked) }, files: [{ filename, contentType, base64 }] }
}
