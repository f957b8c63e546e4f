import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { reject } from './errors.ts'
import { SYSTEM } from './systems.ts'
import { TARGET_NAMES, targetsAgainst } from './targets.ts'

const CLAUSE = 'Immunisation FHIR API: Search for a patient’s immunisation records'
const bad = (words: string, pointer?: string): never => reject('invalid', words, 'search-parameter', CLAUSE, pointer && `query:${pointer}`)

/** A search by patient, read as far as it is right. */
export interface PatientSearch {
  kind: 'patient'
  nhsNumber: string
  targets: string[]
  from?: string
  to?: string
  include?: string
  /** As asked, for the link to this search. */
  diseases?: string[]
  /** What was left out of the search, and is told beside its result. */
  warnings: string[]
  /** None of the diseases asked for is one of this service: nothing is found, and nothing is refused. */
  nothing: boolean
}

export interface IdentifierSearch {
  kind: 'identifier'
  system: string
  value: string
  elements: string[] | undefined
}

/** Reads a search of either kind, whether it came as a query or as a form. */
export function readSearch(query: URLSearchParams): PatientSearch | IdentifierSearch {
  const names = [...new Set(query.keys())]
  if (names.some((name) => query.getAll(name).length > 1)) bad('Parameters may not be duplicated. Use commas for "or".')
  if (names.length === 0) bad('No parameter provided. Search using either identifier or patient.identifier')
  const values = (name: string): string[] | undefined => query.get(name)?.split(',').map((value) => value.trim())
  const byDisease = query.has('target-disease')
  if (byDisease && (query.has('-immunization.target') || query.has('identifier')))
    bad('Search parameter target-disease cannot be used with -immunization.target or identifier. Use one search type only.', 'target-disease')
  if (query.has('identifier') || query.has('_elements')) return readIdentifier(query, values)

  const nhsNumber = readPatient(values('patient.identifier'))
  const { targets, diseases, warnings, nothing } = byDisease ? readDiseases(values('target-disease')!) : readTargets(values('-immunization.target'))
  const { from, to, include } = readOptional(values)
  return { kind: 'patient', nhsNumber, targets, warnings, nothing, ...(from && { from }), ...(to && { to }), ...(include && { include }), ...(diseases && { diseases }) }
}

type Values = (name: string) => string[] | undefined

function readIdentifier(query: URLSearchParams, values: Values): IdentifierSearch {
  const patientKeys = ['patient.identifier', '-immunization.target', '-date.from', '-date.to', '_include'].filter((name) => query.has(name))
  if (query.has('patient.identifier') && query.has('identifier')) bad('Search parameter should have either identifier or patient.identifier', 'identifier')
  if (patientKeys.length > 0) bad('Identifier search included patient.identifier search parameters', patientKeys[0])
  const form = 'Search parameter identifier must have one value and must be in the format of "identifier.system|identifier.value" "http://xyz.org/vaccs|2345-gh3s-r53h7-12ny"'
  const identifiers = values('identifier') ?? []
  if (identifiers.length > 1) bad(form, 'identifier')
  const elements = values('_elements')
  const [identifier] = identifiers
  if (!identifier) return bad(elements ? 'Search parameter _elements must have the following parameter: identifier' : form, 'identifier')
  if (!identifier.includes('|') || identifier.includes(' ')) bad(form, 'identifier')
  if (elements?.some((element) => element !== 'id' && element !== 'meta')) bad('_elements must be one or more of the following: id,meta', '_elements')
  const at = identifier.indexOf('|')
  return { kind: 'identifier', system: identifier.slice(0, at), value: identifier.slice(at + 1), elements }
}

function readPatient(identifiers: string[] | undefined): string {
  const name = 'patient.identifier'
  if (identifiers?.length !== 1) return bad(`Search parameter ${name} must have one value.`, name)
  const [system, number, ...rest] = identifiers[0]!.split('|')
  if (system !== SYSTEM.nhsNumber || number === undefined || rest.length > 0) return bad(`${name} must be in the format of "${SYSTEM.nhsNumber}|{NHS number}" e.g. "${SYSTEM.nhsNumber}|9000000009"`, name)
  if (!isNhsNumber(number)) bad(`Search parameter ${name} must be a valid NHS number.`, name)
  return number
}

type Which = Pick<PatientSearch, 'targets' | 'warnings' | 'nothing'> & { diseases?: string[] }

function readTargets(asked: string[] | undefined): Which {
  const name = '-immunization.target'
  const all = [...new Set(asked ?? [])]
  if (all.length === 0) bad(`Search parameter ${name} must have one or more values.`, name)
  const targets = all.filter((target) => TARGET_NAMES.includes(target))
  if (targets.length === 0) bad(`${name} must be one or more of the following: ${TARGET_NAMES.join(', ')}`, name)
  const unknown = all.filter((target) => !targets.includes(target)).sort()
  const warnings = unknown.length ? [`Your search included invalid ${name} value(s) that were ignored: ${unknown.join(', ')}. The search was performed using the valid value(s) only.`] : []
  return { targets, warnings, nothing: false }
}

function readDiseases(asked: string[]): Which {
  const name = 'target-disease'
  const values = asked.filter((value) => value !== '')
  if (values.length === 0) bad(`Search parameter ${name} must have one or more values.`, name)
  const form = `Search parameter ${name} must be in the format "${SYSTEM.snomed}|{SNOMED code}" e.g. "${SYSTEM.snomed}|14189004"`
  const formed = values.filter((value) => value.startsWith(`${SYSTEM.snomed}|`) && value.length > SYSTEM.snomed.length + 1)
  const codeOf = (value: string) => value.slice(SYSTEM.snomed.length + 1).trim()
  const known = formed.filter((value) => targetsAgainst(codeOf(value)).length > 0)
  const warnings = values.flatMap((value) => {
    if (!formed.includes(value)) return [`Invalid format for '${value}': ${form}`]
    return known.includes(value) ? [] : [`Target disease code '${codeOf(value)}' is not a supported target disease in this service.`]
  })
  // Where every code is well formed and none is known, nothing is found; where some are not even well formed, the search is refused.
  const nothing = known.length === 0 && formed.length === values.length
  if (known.length === 0 && !nothing) bad(`Search parameter ${name} must be one or more valid SNOMED codes from the supported target disease list.`, name)
  return { targets: [...new Set(known.flatMap((value) => targetsAgainst(codeOf(value))))], diseases: nothing ? formed : known, warnings, nothing }
}

function readOptional(values: Values): { from?: string; to?: string; include?: string } {
  const problems: string[] = []
  const date = (name: string): string | undefined => {
    const given = values(name)
    if (!given) return undefined
    if (given.length !== 1) problems.push(`Search parameter ${name} may have one value at most.`)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(given[0]!) || Number.isNaN(Date.parse(given[0]!))) problems.push(`Search parameter ${name} must be in format: YYYY-MM-DD`)
    return given[0]
  }
  const [from, to] = [date('-date.from'), date('-date.to')]
  const include = values('_include')?.[0]
  if (include !== undefined && include.toLowerCase() !== 'immunization:patient') problems.push("Search parameter _include may only be 'Immunization:patient' if provided.")
  if (problems.length > 0) bad(problems.join('; '))
  if (from && to && from > to) bad('Search parameter -date.from must be before -date.to', '-date.from')
  return { ...(from && { from }), ...(to && { to }), ...(include && { include }) }
}
