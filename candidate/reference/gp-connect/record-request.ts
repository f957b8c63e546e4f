import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { GpcError } from './gpc-error.ts'
import { isOfSystem } from './identifier.ts'

/** What a consumer wants of the record, by area. */
export interface RecordRequest {
  nhsNumber: string
  /** Names of the areas asked for. */
  areas: readonly Area[]
  resolvedAllergies: boolean
  issues: boolean
  /** Whether what is confidential is told, too: only when a whole record moves. */
  sensitive: boolean
  /** Medication active on that day or since, YYYY-MM-DD. */
  medicationFrom?: string
  /** Referrals of these days. */
  referrals?: Period
  /** Reports of laboratories that were issued on these days. */
  investigations?: Period
  /** Parameters and parts that this system does not know: told, and passed over. */
  unknown: readonly string[]
}

/** Whole days, both inclusive. */
export interface Period {
  from?: string
  to?: string
}

/** How a part is to be read. */
type Part = 'boolean' | 'past' | 'coming' | 'period' | 'number' | 'status' | 'significance'

/** What can be asked for, with the parts of each. Source: GP Connect, retrieve a patient's structured record. */
const AREAS = {
  includeAllergies: { includeResolvedAllergies: 'boolean' },
  includeMedication: { includePrescriptionIssues: 'boolean', medicationSearchFromDate: 'past' },
  includeConsultations: { consultationSearchPeriod: 'period', includeNumberOfMostRecent: 'number' },
  includeProblems: { filterStatus: 'status', filterSignificance: 'significance' },
  includeImmunisations: { includeNotGiven: 'boolean', includeStatus: 'boolean' },
  includeUncategorisedData: { uncategorisedDataSearchPeriod: 'period' },
  includeInvestigations: { investigationSearchPeriod: 'period' },
  includeReferrals: { referralSearchPeriod: 'period' },
  includeDiaryEntries: { diaryEntriesSearchDate: 'coming' },
} as const satisfies Record<string, Record<string, Part>>

export type Area = keyof typeof AREAS

/** All that a record has. */
export const ALL_AREAS = Object.keys(AREAS) as Area[]

/** Parts that narrow another area, and so are not permitted beside consultations or problems, which take that area along. */
const NARROWING: Partial<Record<Area, readonly string[]>> = {
  includeConsultations: ['medicationSearchFromDate', 'uncategorisedDataSearchPeriod', 'filterStatus', 'referralSearchPeriod', 'diaryEntriesSearchDate', 'includeNotGiven', 'includeStatus'],
  includeProblems: ['medicationSearchFromDate', 'uncategorisedDataSearchPeriod', 'referralSearchPeriod', 'diaryEntriesSearchDate', 'includeNotGiven', 'includeStatus'],
}

const invalid = (diagnostics: string) => new GpcError('INVALID_PARAMETER', diagnostics)

/** A whole day that there is. */
export const isWholeDay = behaviour('gp-connect.isWholeDay', (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))

/** Whether a day that may only be past is in the future. */
export const isAhead = behaviour('gp-connect.isAhead', (day: string, today: string): boolean => day > today)

/** Whether the diary would be searched before today. */
export const isBehind = behaviour('gp-connect.isBehind', (day: string, today: string): boolean => day < today)

/** Parts that may not stand beside what else was asked for. */
export const forbiddenTogether = behaviour('gp-connect.forbiddenTogether', (areas: readonly Area[], parts: readonly string[]): string[] =>
  areas.flatMap((area) => NARROWING[area]?.filter((part) => parts.includes(part)) ?? []),
)

/** Whether a request for allergies says whether those that have ended are wanted: it has to. */
export const saysWhetherEnded = behaviour('gp-connect.saysWhetherEnded', (values: ReadonlyMap<string, unknown>): boolean => values.has('includeResolvedAllergies'))

/** Whether a request says two things of which only one can be. */
export const contradicts = behaviour('gp-connect.contradicts', (values: ReadonlyMap<string, unknown>): boolean => values.has('consultationSearchPeriod') && values.has('includeNumberOfMostRecent'))

/** Whether a part was there before. */
export const isRepeated = behaviour('gp-connect.isRepeated', (part: string, seen: ReadonlySet<string>): boolean => seen.has(part))

/** Yes or no, and nothing that looks like it. */
export const yesOrNo = behaviour('gp-connect.yesOrNo', (name: string, { valueBoolean }: JsonObject): boolean => {
  if (typeof valueBoolean !== 'boolean') throw invalid(`${name} is true or false.`)
  return valueBoolean
})

/** Whether a code is one of those that there are. */
export const isKnownCode = behaviour('gp-connect.isKnownCode', (value: unknown, allowed: readonly string[]): boolean => typeof value === 'string' && allowed.includes(value))

/** What becomes of what is not known: it is told, and nothing else comes of it. */
export const unknownNames = behaviour('gp-connect.unknownNames', (names: readonly string[]): readonly string[] => names)

export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/**
 * Reads the Parameters of $gpc.getstructuredrecord.
 *
 * @param isNumber whether a text is an NHS number
 * @throws GpcError INVALID_RESOURCE, INVALID_PARAMETER, INVALID_NHS_NUMBER, INVALID_IDENTIFIER_SYSTEM
 */
export function recordRequestIn(body: JsonObject, today: string, isNumber: (text: string) => boolean): RecordRequest {
  if (body['resourceType'] !== 'Parameters' || !Array.isArray(body['parameter'])) throw new GpcError('INVALID_RESOURCE', 'This is no Parameters resource.')
  const parameters = objects(body['parameter'])
  const nhsNumber = numberIn(parameters, isNumber)
  const asked = parameters.filter(({ name }) => name !== 'patientNHSNumber')
  const known = asked.filter(({ name }) => String(name) in AREAS)
  if (known.length === 0) throw invalid('Nothing that is known is asked for.')
  const areas = known.map(({ name }) => name as Area)
  const repeated = areas.find((area, at) => area !== 'includeProblems' && areas.indexOf(area) !== at)
  if (repeated) throw new GpcError('INVALID_RESOURCE', `${repeated} is given more than once.`)

  const unknown = asked.filter(({ name }) => !(String(name) in AREAS)).map(({ name }) => String(name))
  const values = new Map<string, unknown>()
  for (const parameter of known) unknown.push(...readParts(parameter, today, values))
  if (areas.includes('includeAllergies') && !saysWhetherEnded(values)) throw invalid('includeAllergies needs includeResolvedAllergies.')
  if (contradicts(values))
    throw new GpcError('INVALID_RESOURCE', 'consultationSearchPeriod and includeNumberOfMostRecent exclude each other.')
  const forbidden = forbiddenTogether(areas, [...values.keys()])
  if (forbidden.length > 0) throw invalid(`${forbidden.join(', ')} cannot stand beside what else is asked for.`)
  const from = values.get('medicationSearchFromDate')
  return {
    nhsNumber,
    areas,
    resolvedAllergies: values.get('includeResolvedAllergies') === true,
    issues: values.get('includePrescriptionIssues') !== false,
    sensitive: false,
    ...(typeof from === 'string' && { medicationFrom: from }),
    ...(values.has('referralSearchPeriod') && { referrals: values.get('referralSearchPeriod') as Period }),
    ...(values.has('investigationSearchPeriod') && { investigations: values.get('investigationSearchPeriod') as Period }),
    unknown: unknownNames(unknown),
  }
}

/** Whether the number of a request says of which system it is. */
export const isSystemNamed = behaviour('gp-connect.isSystemNamed', (system: unknown): system is string => typeof system === 'string' && system !== '')

/** The NHS number that a request names. */
export function numberIn(parameters: readonly JsonObject[], isNumber: (text: string) => boolean): string {
  const given = parameters.filter(({ name }) => name === 'patientNHSNumber').map(({ valueIdentifier }) => valueIdentifier)
  const [identifier, ...more] = given
  if (!isObject(identifier) || more.length > 0) throw invalid('patientNHSNumber is needed, once.')
  const { system, value } = identifier
  if (!isSystemNamed(system)) throw invalid('patientNHSNumber names no system.')
  if (!isOfSystem(system, SYSTEM.nhsNumber)) throw new GpcError('INVALID_IDENTIFIER_SYSTEM', `patientNHSNumber is of ${SYSTEM.nhsNumber}.`)
  if (typeof value !== 'string' || !isNumber(value)) throw new GpcError('INVALID_NHS_NUMBER', 'patientNHSNumber is no NHS number.')
  return value
}

/** Reads the parts of a parameter into `values`; gives back the names that are not known. */
function readParts({ name, part }: JsonObject, today: string, values: Map<string, unknown>): string[] {
  const kinds: Partial<Record<string, Part>> = AREAS[name as Area]
  const unknown: string[] = []
  const seen = new Set<string>()
  for (const each of objects(part)) {
    const partName = String(each['name'])
    const kind = kinds[partName]
    if (!kind) unknown.push(`${String(name)}.${partName}`)
    else if (isRepeated(partName, seen)) throw new GpcError('INVALID_RESOURCE', `${partName} is given more than once.`)
    else values.set(partName, READ[kind](partName, each, today))
    seen.add(partName)
  }
  return unknown
}

const day = (name: string, value: unknown): string => {
  if (!isWholeDay(value)) throw invalid(`${name} is a whole day.`)
  return value
}

const past = (name: string, value: unknown, today: string): string => {
  const read = day(name, value)
  if (isAhead(read, today)) throw invalid(`${name} is in the future.`)
  return read
}

const READ: Record<Part, (name: string, part: JsonObject, today: string) => unknown> = {
  boolean: (name, part) => yesOrNo(name, part),
  number: (name, { valuePositiveInt, valueInteger }) => {
    const value = valuePositiveInt ?? valueInteger
    if (!Number.isInteger(value) || (value as number) < 1) throw invalid(`${name} is a number above nought.`)
    return value
  },
  past: (name, { valueDate }, today) => past(name, valueDate, today),
  coming: (name, { valueDate }, today) => {
    const read = day(name, valueDate)
    if (isBehind(read, today)) throw invalid(`${name} is before today.`)
    return read
  },
  period: (name, { valuePeriod }, today) => {
    if (!isObject(valuePeriod) || (valuePeriod['start'] === undefined && valuePeriod['end'] === undefined)) throw invalid(`${name} is a period.`)
    const { start, end } = valuePeriod
    const [from, to] = [start, end].map((each) => (each === undefined ? undefined : past(name, each, today)))
    if (from !== undefined && to !== undefined && from > to) throw invalid(`${name} ends before it begins.`)
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  },
  status: (name, { valueCode }) => oneOf(name, valueCode, ['active', 'inactive']),
  significance: (name, { valueCode }) => oneOf(name, valueCode, ['major', 'minor']),
}

function oneOf(name: string, value: unknown, allowed: readonly string[]): unknown {
  if (!isKnownCode(value, allowed)) throw invalid(`${name} is ${allowed.join(' or ')}.`)
  return value
}
