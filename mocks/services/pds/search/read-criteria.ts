import type { Call } from '../../../kit/call.ts'
import { isDate } from '../dates.ts'
import { reject } from '../errors.ts'
import type { PdsState } from '../state.ts'
import type { Criteria, DateRange } from './criteria.ts'

const CLAUSE = 'PDS FHIR API: search-patient'

/** Query parameters of the published operation. */
const PARAMETERS: ReadonlySet<string> = new Set([
  '_fuzzy-match',
  '_exact-match',
  '_history',
  '_max-results',
  'family',
  'given',
  'gender',
  'birthdate',
  'death-date',
  'address-postcode',
  'address-postalcode',
  'general-practitioner',
  'email',
  'phone',
])

const GENDERS: ReadonlySet<string> = new Set(['male', 'female', 'other', 'unknown'])

/** Longest name that may be searched for. */
const LONGEST_NAME = 35

/** Reads and checks the query in the order of the service: names of parameters, values, then whether they are enough. */
export function readCriteria(call: Call<PdsState>, mostResults: number): Criteria {
  const { query } = call
  const names = [...new Set(query.keys())]
  if (names.length === 0) {
    reject('UNSUPPORTED_SERVICE', undefined, { rule: 'no-search-parameters', detail: 'a search without any parameter', clause: CLAUSE })
  }
  const unexpected = names.filter((name) => !PARAMETERS.has(name)).map((name) => `'${name}'`)
  if (unexpected.length > 0) {
    const words = `Invalid request with error - Additional properties are not allowed (${unexpected.join(', ')} ${unexpected.length > 1 ? 'were' : 'was'} unexpected)`
    reject('ADDITIONAL_PROPERTIES', words, { rule: 'unknown-search-parameter', clause: CLAUSE, pointer: `query:${unexpected[0]!.slice(1, -1)}` })
  }

  const birth = readRange(query.getAll('birthdate'), 'birthdate')
  const death = readRange(query.getAll('death-date'), 'death-date')
  const gender = query.get('gender')?.toLowerCase()
  if (gender !== undefined && !GENDERS.has(gender)) invalid('gender', query.get('gender')!)
  const fuzzy = readFlag(query, '_fuzzy-match')
  const family = readPattern(query.get('family'), 'family', fuzzy)
  const given = query.getAll('given').map((name) => readPattern(name, 'given', fuzzy)!)
  const postcode = readPostcode(query, fuzzy)
  const maxResults = readMaxResults(query.get('_max-results'), mostResults)

  if (!birth) {
    return reject('MISSING_VALUE', "Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'", {
      rule: 'search-without-birthdate',
      clause: CLAUSE,
      pointer: 'query:birthdate',
    })
  }
  const enough = fuzzy
    ? (given.length > 0 && family !== undefined) || (gender !== undefined && postcode !== undefined && (family !== undefined || given.length > 0))
    : family !== undefined
  if (!enough) {
    const words = fuzzy
      ? 'A fuzzy search was requested however the data given did not meet the fuzzy search criteria'
      : 'No searches were performed as the search criteria did not meet the minimum requirements'
    reject('INVALID_SEARCH_DATA', `Invalid search data provided - '${words}'`, { rule: 'too-few-search-parameters', clause: `${CLAUSE}, minimum search parameters` })
  }
  return {
    ...(family !== undefined && { family }),
    given,
    ...(gender !== undefined && { gender }),
    birth,
    ...(death && { death }),
    ...(postcode !== undefined && { postcode }),
    ...(query.has('general-practitioner') && { practice: query.get('general-practitioner')! }),
    ...(query.has('email') && { email: query.get('email')! }),
    ...(query.has('phone') && { phone: query.get('phone')! }),
    fuzzy,
    exact: readFlag(query, '_exact-match'),
    history: readFlag(query, '_history'),
    maxResults,
  }
}

function invalid(name: string, value: string): never {
  return reject('INVALID_VALUE', `Invalid value - '${value}' in field '${name}'`, { rule: 'invalid-search-value', clause: `${CLAUSE}, parameter ${name}`, pointer: `query:${name}` })
}

/** One value is a day, or an open range; two, `ge` and `le`, are a closed one. */
function readRange(values: string[], name: string): DateRange | undefined {
  if (values.length === 0) return undefined
  const range: DateRange = { from: '0000-00-00', to: '9999-99-99' }
  for (const value of values) {
    const [, comparison = 'eq', date] = /^(eq|ge|le)?(\d{4}-\d{2}-\d{2})$/.exec(value) ?? []
    if (!isDate(date)) return invalid(name, value)
    if (comparison !== 'le' && date > range.from) range.from = date
    if (comparison !== 'ge' && date < range.to) range.to = date
  }
  return range
}

function readFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name)
  if (value === null) return false
  const flag = value.toLowerCase()
  if (flag !== 'true' && flag !== 'false') invalid(name, value)
  return flag === 'true'
}

/** A name: a wildcard needs two characters before it, and has no place in a fuzzy search. */
function readPattern(value: string | null, name: string, fuzzy: boolean): string | undefined {
  if (value === null) return undefined
  if (value.trim() === '' || value.length > LONGEST_NAME) invalid(name, value)
  checkWildcard(value, name, fuzzy)
  return value
}

function readPostcode(query: URLSearchParams, fuzzy: boolean): string | undefined {
  if (query.has('address-postcode') && query.has('address-postalcode')) {
    reject('INVALID_SEARCH_DATA', "Invalid search data provided - 'address-postcode and address-postalcode must not both be provided'", {
      rule: 'postcode-given-twice',
      clause: `${CLAUSE}, parameter address-postcode`,
      pointer: 'query:address-postcode',
    })
  }
  const name = query.has('address-postcode') ? 'address-postcode' : 'address-postalcode'
  const value = query.get(name)
  if (value === null) return undefined
  checkWildcard(value, name, fuzzy)
  return value
}

function checkWildcard(value: string, name: string, fuzzy: boolean): void {
  const at = value.indexOf('*')
  if (at >= 0 && (at < 2 || fuzzy)) invalid(name, value)
}

function readMaxResults(value: string | null, most: number): number {
  if (value === null) return most
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < 1 || number > most) invalid('_max-results', value)
  return number
}
