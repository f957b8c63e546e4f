import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import type { Period } from './period.ts'

/** What is told of one thing, item by item; an item without a value is left out. */
export type ExtractRecord = Readonly<Record<string, string | undefined>>

/** Name and version under which this system reports. */
const SYSTEM = { code: 'REFERENCE-GP', release: '1.0' }

/** A file of records, and what is said of the file as a whole. */
export interface ExtractFile {
  /** Name of the root element. */
  root: string
  /** Made up for this file; no other has it. */
  reference: string
  period?: Period
  /** Items of the envelope beyond those that every file has. */
  more?: ExtractRecord
  records: readonly ExtractRecord[]
}

/** What every file says of itself. Source: envelope of the fit note activity file; for other files inferred. */
export const envelopeOf = behaviour('extracts.envelopeOf', ({ config, clock }: Pick<Services, 'config' | 'clock'>, { reference, period, more, records }: ExtractFile): ExtractRecord => ({
  RecordCount: String(records.length),
  ExtractReference: reference,
  ExtractDateTime: clock.timestamp(),
  SubmissionDateTime: clock.timestamp(),
  PracticeCode: config.practice.odsCode,
  PracticePostCode: config.practice.address?.postalCode,
  SystemCode: SYSTEM.code,
  VersionRelease: SYSTEM.release,
  PeriodStart: period?.from,
  PeriodEnd: period?.to,
  ...more,
}))

/** The file as XML. */
export function writeExtract(services: Pick<Services, 'config' | 'clock'>, file: ExtractFile): string {
  const { root, records } = file
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${element('Envelope', envelopeOf(services, file))}${records.map((record) => element('Record', record)).join('')}</${root}>\n`
}

const element = (name: string, items: ExtractRecord): string =>
  `<${name}>${Object.entries(items)
    .map(([item, value]) => (value === undefined ? '' : `<${item}>${escaped(value)}</${item}>`))
    .join('')}</${name}>`

/** Text as XML has it. */
export const escaped = behaviour('extracts.escaped', (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
