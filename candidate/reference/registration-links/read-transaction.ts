import type { EdifactMessage } from '../edifact/read-interchange.ts'
import { coded, part, type Segment } from '../edifact/segment.ts'

/** Types of incoming transactions. Source: code list "nhais". */
export type IncomingType = 'F1' | 'F2' | 'F3' | 'F4' | 'F8' | 'F9' | 'F10' | 'F11'

const TYPES: readonly string[] = ['F1', 'F2', 'F3', 'F4', 'F8', 'F9', 'F10', 'F11'] satisfies IncomingType[]

/** What the authority tells of one patient. */
export interface IncomingTransaction {
  type: IncomingType
  number: number
  /** `GMC,local` of the GP that it names. */
  gp?: string
  nhsNumber?: string
  text?: string
  /** Code of why, and ISO date of when: of a deduction, of an FP69, of a quarter's end. */
  reason?: string
  date?: string
  /** What an amendment says anew, by field. `%` clears. */
  changes: Readonly<Record<string, string>>
}

/** Why a message could not be read. */
export class TransactionProblem extends Error {
  override name = 'TransactionProblem'
}

const NAMES: Readonly<Record<string, string>> = { SU: 'surname', FO: 'forename', TI: 'title', MI: 'middle name', FS: 'other forenames' }

/** ISO date from `yyyyMMdd`. */
function iso(digits: string): string {
  const date = digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  if (Number.isNaN(Date.parse(date)) || date === digits) throw new TransactionProblem(`"${digits.slice(0, 20)}" is no date.`)
  return date
}

/**
 * The transactions of a registration message (FHSREG). A quarter's end has no transaction of its own.
 *
 * @throws TransactionProblem when it is of an unknown type, or a transaction has no number
 */
export function readTransactions({ type: kind, segments }: EdifactMessage): IncomingTransaction[] {
  const type = part(segments.find((segment) => segment.tag === 'RFF' && part(segment, 1) === '950'), 1, 2)
  if (kind !== 'FHSREG' || !TYPES.includes(type)) throw new TransactionProblem(`Transactions of type "${type}" are not known.`)
  const starts = segments.flatMap((segment, at) => (segment.tag === 'S01' ? [at] : []))
  const groups = starts.length === 0 ? [segments] : starts.map((start, at) => segments.slice(start, starts[at + 1]))
  return groups.map((group) => readTransaction(type as IncomingType, group))
}

function readTransaction(type: IncomingType, segments: readonly Segment[]): IncomingTransaction {
  const changes: Record<string, string> = {}
  const found: Omit<IncomingTransaction, 'type' | 'number'> & { number?: number } = { changes }
  for (const segment of segments) {
    const first = part(segment, 1)
    if (segment.tag === 'RFF' && first === 'TN') found.number = Number(part(segment, 1, 2))
    else if (segment.tag === 'NAD' && first === 'GP') found.gp = part(segment, 2)
    else if (segment.tag === 'NAD' && first === 'PAT') {
      const address = (segment.elements[2] ?? []).filter((line) => line !== '' && line !== '?').join(', ')
      const postcode = part(segment, 8)
      if (address !== '') changes['address'] = address
      if (postcode !== '') changes['postcode'] = postcode
    } else if (segment.tag === 'FTX') found.text = part(segment, 4)
    else if (segment.tag === 'GIS') found.reason = part(segment, 1)
    else if (segment.tag === 'HEA' && first === 'FRN') found.reason = part(segment, 2)
    else if (segment.tag === 'HEA' && first === 'DM') changes['drugs dispensed'] = part(segment, 2)
    else if (segment.tag === 'DTM' && /^(961|962|206)$/.test(first)) found.date = iso(part(segment, 1, 2))
    else if (segment.tag === 'DTM' && first === '329') changes['date of birth'] = iso(part(segment, 1, 2))
    else if (segment.tag === 'PNA') {
      if (first === 'PAT' && part(segment, 2) !== '') found.nhsNumber = part(segment, 2)
      for (const [key = '', ...value] of segment.elements.slice(2)) {
        const name = coded(NAMES, key)
        if (name) changes[first === 'PER' ? `previous ${name}` : name] = value.join('')
      }
    }
  }
  const { number } = found
  if (number === undefined || !Number.isInteger(number)) throw new TransactionProblem('A transaction has no number.')
  if (type !== 'F3' && type !== 'F4' && type !== 'F8' && found.nhsNumber === undefined) throw new TransactionProblem('A transaction names no patient.')
  if ((type === 'F2' || type === 'F9') && found.date === undefined) throw new TransactionProblem('A transaction has no date.')
  return { ...found, type, number }
}
