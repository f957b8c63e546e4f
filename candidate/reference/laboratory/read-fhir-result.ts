import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { listed, notesIn, textIn, wordsOf } from './fhir-document.ts'
import { ReportProblem } from './read-report.ts'
import type { Comparator, LabCode, LabFlag, LabRange, LabResult } from './report.ts'

const CODE_SYSTEMS = { [SYSTEM.snomed]: 'snomed', 'http://read.info/readv2': 'read2' } as const
/** The code system of interpretations, and the older one that has the same codes. */
const INTERPRETATIONS: readonly unknown[] = ['http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'http://terminology.hl7.org/CodeSystem/v2-0078']
/** Most serious first: where there are several, this one is shown as the mark. */
const MARKS: readonly (readonly [LabFlag, readonly string[]])[] = [
  ['HH', ['HH']],
  ['LL', ['LL']],
  ['AA', ['AA']],
  ['HI', ['H', 'HU']],
  ['LO', ['L', 'LU']],
  ['A', ['A']],
]
/** What a mark alone says. Anything else is kept in words beside it. */
const SAID_BY_MARK = new Set(['N', 'H', 'L', 'A', 'HH', 'LL', 'AA'])
const COMPARATORS: readonly string[] = ['<', '<=', '>=', '>'] satisfies Comparator[]

/** A code of a test or finding: SNOMED CT before Read, and the words that go with it. */
export function codeIn(concept: unknown, what: string): LabCode {
  const text = wordsOf(concept)
  if (text === undefined) throw new ReportProblem(`${what} has no words`)
  const coding = isObject(concept) ? listed(concept['coding']) : []
  for (const [uri, system] of Object.entries(CODE_SYSTEMS)) {
    const found = coding.find((each) => each['system'] === uri)
    const code = textIn(found?.['code'])
    // The words of the code that is kept, and not those of another one beside it.
    if (code !== undefined) return { system, code, text: textIn((concept as JsonObject)['text']) ?? textIn(found?.['display']) ?? text }
  }
  return { text }
}

/** The unit of a number: its name, or, where there is none, its code (UCUM). */
export const unitIn = behaviour('laboratory.unitIn', (quantity: JsonObject): string | undefined => textIn(quantity['unit']) ?? textIn(quantity['code']))

/** A number as it was written, with what stands beside it. */
function quantityIn(quantity: JsonObject): Pick<LabResult, 'value' | 'comparator' | 'unit'> {
  const value = textIn(quantity['value'])
  if (value === undefined || Number.isNaN(Number(value))) throw new ReportProblem('A numeric result has no number')
  const comparator = quantity['comparator']
  if (comparator !== undefined && !COMPARATORS.includes(String(comparator))) throw new ReportProblem(`A result has the unknown comparator ${String(comparator)}`)
  const unit = unitIn(quantity)
  return { value, ...(comparator !== undefined && { comparator: comparator as Comparator }), ...(unit !== undefined && { unit }) }
}

const inWords = (quantity: unknown): string => (isObject(quantity) ? [quantity['comparator'], quantity['value'], unitIn(quantity)].filter((part) => part !== undefined).join(' ') : '')

/** Whatever stands in value[x]. A kind that could not be shown is refused, and not left out. */
export const valueIn = behaviour('laboratory.valueIn', (observation: JsonObject): Partial<LabResult> => {
  const [name] = Object.keys(observation).filter((key) => /^value[A-Z]/.test(key))
  if (name === undefined) return {}
  const value = observation[name]
  if (name === 'valueQuantity' && isObject(value)) return quantityIn(value)
  if (name === 'valueCodeableConcept') return { finding: codeIn(value, 'A coded result') }
  if (name === 'valueInteger' && typeof value === 'number') return { value: String(value) }
  if (name === 'valueBoolean') return { finding: { text: value === true ? 'Yes' : 'No' } }
  if (/^value(String|DateTime|Time)$/.test(name) && textIn(value) !== undefined) return { finding: { text: String(value) } }
  if (name === 'valueRange' && isObject(value)) return { finding: { text: `${inWords(value['low'])} to ${inWords(value['high'])}` } }
  if (name === 'valueRatio' && isObject(value)) return { finding: { text: `${inWords(value['numerator'])} : ${inWords(value['denominator'])}` } }
  throw new ReportProblem(`A result is of a kind that is not taken (${name})`)
})

/** How a laboratory marks a result, and what it says of it in words beside. */
export const marksIn = behaviour('laboratory.marksIn', (interpretations: readonly JsonObject[]): { flag?: LabFlag; words: string[] } => {
  const codeOf = (interpretation: JsonObject) => textIn(listed(interpretation['coding']).find(({ system }) => INTERPRETATIONS.includes(system))?.['code'])
  const codes = interpretations.map(codeOf)
  const flag = MARKS.find(([, named]) => named.some((code) => codes.includes(code)))?.[0]
  const words = interpretations.filter((each) => !SAID_BY_MARK.has(codeOf(each) ?? '')).flatMap((each) => wordsOf(each) ?? [])
  return { ...(flag && { flag }), words }
})

function rangeIn(range: JsonObject): LabRange {
  const end = (name: 'low' | 'high') => (isObject(range[name]) ? range[name] : undefined)
  const [low, high] = [end('low'), end('high')]
  const unit = [low, high].map((quantity) => quantity && unitIn(quantity)).find((each) => each !== undefined)
  const age = isObject(range['age']) ? `age ${inWords(range['age']['low'])} to ${inWords(range['age']['high'])}` : undefined
  const text = [textIn(range['text']), ...listed(range['appliesTo']).map(wordsOf), age].filter((each) => each !== undefined).join(', ')
  return { ...(low && { low: String(low['value']) }), ...(high && { high: String(high['value']) }), ...(unit !== undefined && { unit }), ...(text !== '' && { text }) }
}

const labelled = (label: string, words: string | undefined) => (words === undefined ? [] : [`${label}: ${words}`])

/** An Observation, or a part of one, as a result. */
function resultIn(observation: JsonObject): LabResult {
  const { flag, words } = marksIn(listed(observation['interpretation']))
  const status = textIn(observation['status'])
  return {
    test: codeIn(observation['code'], 'A test'),
    ...valueIn(observation),
    ...(flag && { flag }),
    ranges: listed(observation['referenceRange']).map(rangeIn),
    comments: [
      ...words.map((each) => `Interpretation: ${each}`),
      ...labelled('No result', wordsOf(observation['dataAbsentReason'])),
      ...labelled('Body site', wordsOf(observation['bodySite'])),
      ...labelled('Method', wordsOf(observation['method'])),
      ...notesIn(observation['note']),
    ],
    ...(status !== undefined && { status: status.replaceAll('-', ' ') }),
  }
}

/**
 * What one Observation reports: itself, and each of its components after it, under its name. Source: UKCore-Observation-Lab; NHS England
 * Pathology FHIR Implementation Guide (draft), reporting values.
 *
 * @throws ReportProblem when it cannot be understood
 */
export function resultsIn(observation: JsonObject): [LabResult, ...LabResult[]] {
  const whole = resultIn(observation)
  const parts = listed(observation['component']).map((component) => {
    const part = resultIn(component)
    return { ...part, test: { ...part.test, text: `${whole.test.text}: ${part.test.text}` }, ...(whole.status !== undefined && { status: whole.status }) }
  })
  return [whole, ...parts]
}
