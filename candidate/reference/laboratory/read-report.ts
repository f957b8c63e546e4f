import { behaviour } from '../behaviour.ts'
import type { EdifactMessage } from '../edifact/read-interchange.ts'
import { coded, lines, part, type Segment } from '../edifact/segment.ts'
import type { Comparator, LabCode, LabFlag, LabParty, LabRange, LabReport, LabResult, LabSpecimen } from './report.ts'

/** Why a message is no report that could be put before anybody. Its words go to the laboratory. */
export class ReportProblem extends Error {
  override name = 'ReportProblem'
}

/** Variants of the laboratory report, and what each is. Source: code list "medrpt". */
const VARIANTS: Readonly<Record<string, LabReport['kind']>> = { NHS002: 'pathology', NHS003: 'pathology', NHS004: 'screening' }
const REPORT_STATUS: Readonly<Record<string, LabReport['status']>> = { PR: 'preliminary', SR: 'supplementary' }
const TEST_STATUS: Readonly<Record<string, string>> = { RE: 'registered', PR: 'preliminary', FI: 'final', AM: 'amended', CO: 'corrected', CA: 'cancelled', EN: 'entered in error' }
const SYSTEMS: Readonly<Record<string, LabCode['system'] & string>> = { '911': 'read2', '921': 'snomed' }
const COMPARATORS: Readonly<Record<string, Comparator>> = { '5': '>=', '6': '>', '7': '<', '8': '<=' }

/** What the laboratory says a number is compared by: a result below what it can measure is not that number. */
export const comparatorOf = behaviour('laboratory.comparatorOf', (code: string): Comparator | undefined => coded(COMPARATORS, code))

/** The unit of a result: NHS003 has it as the fourth part, older messages as the first. */
export const unitOf = behaviour('laboratory.unitOf', (result: Segment): string => part(result, 4, 4) || part(result, 4, 1))

/** The mark that a result is not what it should be. */
export const flagOf = behaviour('laboratory.flagOf', (result: Segment): LabFlag | undefined => {
  const flag = part(result, 5)
  return flag === 'HI' || flag === 'LO' || flag === 'OR' || flag === 'PA' ? flag : undefined
})

/** The ranges that are shown with a result: all that came with it, for they may hold for different people. */
export const rangesShown = behaviour('laboratory.rangesShown', (ranges: LabRange[]): LabRange[] => ranges)

/** Which variants of the message are taken: the older one, too. */
export const kindOf = behaviour('laboratory.kindOf', ({ type, variant }: EdifactMessage): LabReport['kind'] | undefined => (type === 'MEDRPT' ? coded(VARIANTS, variant) : undefined))

/** Words that come with a result or a specimen. */
export const commentOf = behaviour('laboratory.commentOf', (segment: Segment): string => lines(segment, 4))

/** ISO date or date and time from a DTM segment; formats 102 (date) and 203 (date and time). */
function timeOf(segment: Segment): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?$/.exec(part(segment, 1, 2)) ?? []
  return year === undefined ? '' : `${year}-${month}-${day}${hour === undefined ? '' : `T${hour}:${minute}`}`
}

/** Whether something needs words: where it has no code, and in screening always. Laboratories send tests by their code alone. Source: published test messages. */
export const wordsNeeded = behaviour('laboratory.wordsNeeded', (kind: LabReport['kind'], code: string): boolean => code === '' || kind === 'screening')

/** Whether a finding is taken: also one that this system has never heard of, for its words say what it is. Source: screening, code list updates. */
export const findingTaken = behaviour('laboratory.findingTaken', (_code: string): boolean => true)

function codeOf(kind: LabReport['kind'], list: string, code: string, text: string, what: string): LabCode {
  if (text === '' && wordsNeeded(kind, code)) throw new ReportProblem(`${what} has no words`)
  const system = coded(SYSTEMS, list)
  if (code !== '' && system === undefined) throw new ReportProblem(`${what} has a code of an unknown list ${list}`)
  return { ...(code !== '' && system && { system, code }), text: text || code }
}

function partyOf(segment: Segment, what: string): LabParty {
  const code = part(segment, 2)
  const name = (segment.elements[3] ?? []).join('')
  if (code === '' && name === '') throw new ReportProblem(`The ${what} is not named`)
  return { ...(code !== '' && { code }), ...(name !== '' && { name }) }
}

/** A number as laboratories write it; longer ones are none. */
const isNumber = (text: string): boolean => /^[+-]?\d{1,15}([.,]\d{1,15})?$/.test(text)

/** A range: its ends where they are numbers, and what stands there otherwise as words. */
function rangeOf(segment: Segment): LabRange {
  const [low, high, unit] = [part(segment, 2), part(segment, 3), part(segment, 4)]
  if (![low, high].every((end) => end === '' || isNumber(end))) return { text: `${low} to ${high} ${unit}`.trim() }
  return { ...(low !== '' && { low: low.replace(',', '.') }), ...(high !== '' && { high: high.replace(',', '.') }), ...(unit !== '' && { unit }) }
}

/** What stands after RSL: a number with its comparator, a coded finding, or a mark alone. */
function valueOf(segment: Segment, report: LabReport['kind']): Partial<LabResult> {
  const kind = part(segment, 1)
  const flag = flagOf(segment)
  const marked = flag ? { flag } : {}
  if (kind === 'NV') {
    const value = part(segment, 2)
    if (!isNumber(value)) throw new ReportProblem('A numeric result has no number')
    const comparator = comparatorOf(part(segment, 2, 2))
    const unit = unitOf(segment)
    return { value: value.replace(',', '.'), ...(comparator && { comparator }), ...(unit !== '' && { unit }), ...marked }
  }
  if (kind === 'CV') {
    const code = part(segment, 2, 3)
    if (code === '') throw new ReportProblem('A coded result has no code')
    if (!findingTaken(code)) throw new ReportProblem(`A result has the unknown code ${code}`)
    return { finding: codeOf(report, part(segment, 2, 4), code, part(segment, 2, 6), 'A coded result'), ...marked }
  }
  if (kind !== '') throw new ReportProblem(`A result is of the unknown kind ${kind}`)
  return marked
}

/**
 * Reads a laboratory report (MEDRPT).
 *
 * @throws ReportProblem when it is no report, or cannot be understood as a whole: half a report is put before nobody
 */
export const readReport = behaviour('laboratory.readReport', (message: EdifactMessage): LabReport => {
  const kind = kindOf(message)
  if (!kind) throw new ReportProblem(`Messages of type ${message.type} ${message.variant} are not taken`)
  const report: LabReport = { kind, number: '', status: 'unspecified', issued: '', patient: {}, clinicalDetails: [], specimens: [], results: [], ...(!message.counted && { miscounted: true }) }
  let named = false
  let result: LabResult | undefined
  let specimen: LabSpecimen | undefined
  let party = ''
  let partyName: LabParty = {}

  for (const segment of message.segments) {
    const first = part(segment, 1)
    switch (segment.tag) {
      case 'NAD':
        party = first
        partyName = first === 'SLA' || first === 'PO' || first === 'MR' ? partyOf(segment, first === 'PO' ? 'requester' : first === 'MR' ? 'recipient' : 'laboratory') : {}
        break
      case 'SPR':
        if (party === 'PO' && first === 'PRO') report.requester ??= partyName
        else if (party === 'SLA' && first === 'DPT') report.department = partyName.name ?? ''
        else if (party === 'SLA' && first === 'ORG') report.laboratory = partyName.name ?? partyName.code ?? ''
        break
      case 'STS':
        if (result) result.status = coded(TEST_STATUS, part(segment, 2)) ?? 'unknown'
        else report.status = coded(REPORT_STATUS, part(segment, 2)) ?? 'unspecified'
        break
      case 'PNA':
        named = first === 'PAT'
        report.patient = { ...report.patient, ...namesOf(segment) }
        break
      case 'DTM':
        if (first === 'ISR') report.issued = timeOf(segment)
        else if (first === '329') report.patient.birthDate = timeOf(segment)
        else if (specimen && first === 'SCO') specimen.collected = timeOf(segment)
        else if (specimen && first === 'SRI') specimen.received = timeOf(segment)
        break
      case 'SPC':
        if (specimen && first === 'TSP') specimen.type = part(segment, 2, 4)
        break
      case 'S16':
        specimen = { number: '', type: '', comments: [] }
        report.specimens.push(specimen)
        break
      case 'SEQ':
        if (result) result.heads = part(segment, 2)
        else if (specimen) specimen.number = part(segment, 2)
        break
      case 'INV':
        result = { test: codeOf(kind, part(segment, 2, 2), part(segment, 2, 1), part(segment, 2, 4), 'A test'), ranges: [], comments: [] }
        report.results.push(result)
        break
      case 'RSL':
        if (result) Object.assign(result, valueOf(segment, kind))
        break
      case 'RND':
        result?.ranges.push(rangeOf(segment))
        break
      case 'RFF':
        if (first === 'SRI') report.number = part(segment, 1, 2)
        else if (first === 'STI' && specimen) specimen.id = part(segment, 1, 2)
        else if (first === 'ASL' && result) result.specimen = part(segment, 1, 2)
        else if (first === 'ARL' && result) result.group = part(segment, 1, 2)
        break
      case 'FTX': {
        const range = result?.ranges.at(-1)
        if (first === 'RPD' && range) range.text = commentOf(segment)
        else if (first === 'CID') report.clinicalDetails.push(commentOf(segment))
        else (result ?? specimen)?.comments.push(commentOf(segment))
        break
      }
    }
  }
  if (report.number === '') throw new ReportProblem('The report has no number')
  if (!named) throw new ReportProblem('The report names no patient')
  for (const each of report.results) each.ranges = rangesShown(each.ranges)
  return report
})

/** The names and NHS number of a PNA segment. */
function namesOf(segment: Segment): LabReport['patient'] {
  const names = new Map(segment.elements.slice(4).map(([key = '', ...value]) => [key, value.join('')]))
  const nhsNumber = part(segment, 2, 2) === 'OPI' ? part(segment, 2) : ''
  const family = names.get('SU')
  const given = names.get('FO')
  return { ...(nhsNumber !== '' && { nhsNumber }), ...(family !== undefined && { family }), ...(given !== undefined && { given: given.trim() }) }
}
