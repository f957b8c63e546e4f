import { isSensitive } from '../patient.ts'
import { latest, type PatientRecord } from '../record.ts'
import type { Criteria, DateRange } from './criteria.ts'
import { asPhone, asPostcode, facetsOf, type Facet } from './facets.ts'
import { fold } from './fold.ts'
import { soundex } from './soundex.ts'

/**
 * How well one criterion was met. PDS publishes that 1 is an exact match and that less is a partial one, not how it
 * reckons; these weights are inferred (gaps.md).
 */
const QUALITY = { exact: 1, wildcard: 0.9, homophone: 0.85, transposed: 0.85, historic: 0.8, mismatch: 0.5 } as const

/** The score of a record, 0 to 1 with four decimals, or `undefined` when it does not match. */
export function score(record: PatientRecord, criteria: Criteria): number | undefined {
  const { resource } = latest(record)
  const { birth, fuzzy } = criteria
  if (!within(resource.birthDate, birth)) return undefined
  if (locates(criteria) && isSensitive(resource)) return undefined

  const facets = facetsOf(record)
  const history = criteria.history || fuzzy
  const qualities: (number | undefined)[] = [
    criteria.family === undefined && criteria.given.length === 0 ? QUALITY.exact : best(facets.names, history, (name) => nameQuality(name, criteria)),
    QUALITY.exact,
  ]
  if (criteria.gender !== undefined) qualities.push(best(facets.genders, history, (gender) => equal(gender, criteria.gender)))
  if (criteria.postcode !== undefined) qualities.push(best(facets.postcodes, history, (postcode) => textQuality(postcode, asPostcode(criteria.postcode!))))
  if (criteria.email !== undefined) qualities.push(best(facets.emails, history, (email) => equal(email, criteria.email!.toLowerCase())))
  if (criteria.phone !== undefined) qualities.push(best(facets.phones, history, (phone) => equal(phone, asPhone(criteria.phone!))))
  // A fuzzy search does not look for these two, but a mismatch lowers the score.
  const lenient = fuzzy ? QUALITY.mismatch : undefined
  if (criteria.practice !== undefined) {
    const practice = resource.generalPractitioner?.[0]?.identifier.value
    qualities.push(practice?.toUpperCase() === criteria.practice.toUpperCase() ? QUALITY.exact : lenient)
  }
  if (criteria.death) qualities.push(within(resource.deceasedDateTime?.slice(0, 10), criteria.death) ? QUALITY.exact : lenient)

  let total = 0
  for (const quality of qualities) {
    if (quality === undefined) return undefined
    total += quality
  }
  return Math.round((total / qualities.length) * 10_000) / 10_000
}

/** Whether an answer would tell where somebody lives: sensitive records are then left out. */
export function locates(criteria: Criteria): boolean {
  return criteria.postcode !== undefined || criteria.practice !== undefined
}

function within(date: string | undefined, range: DateRange): boolean {
  return date !== undefined && date >= range.from && date <= range.to
}

function best<Value>(facets: Facet<Value>[], history: boolean, qualityOf: (value: Value) => number | undefined): number | undefined {
  let top: number | undefined
  for (const { value, current } of facets) {
    if (!current && !history) continue
    const quality = qualityOf(value)
    if (quality === undefined) continue
    const weighted = current ? quality : quality * QUALITY.historic
    if (top === undefined || weighted > top) top = weighted
  }
  return top
}

function equal(value: string, wanted: string | undefined): number | undefined {
  return value === wanted ? QUALITY.exact : undefined
}

/** Text against a pattern that may hold wildcards; both folded. */
function textQuality(text: string, pattern: string): number | undefined {
  if (!pattern.includes('*')) return equal(text, pattern)
  const expression = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`)
  return expression.test(text) ? QUALITY.wildcard : undefined
}

/** A name against family and given names. Given names are compared by position; those not asked for do not matter. */
function nameQuality(name: { family: string; given: string[] }, criteria: Criteria): number | undefined {
  const family = criteria.family === undefined ? undefined : fold(criteria.family)
  const given = criteria.given.map(fold)
  const straight = compare(name, family, given, criteria.fuzzy)
  if (straight !== undefined || !criteria.fuzzy || family === undefined || given.length === 0) return straight
  const transposed = compare(name, given[0], [family, ...given.slice(1)], true)
  return transposed === undefined ? undefined : transposed * QUALITY.transposed
}

function compare(name: { family: string; given: string[] }, family: string | undefined, given: string[], fuzzy: boolean): number | undefined {
  const pairs: [text: string, pattern: string][] = given.map((wanted, at) => [name.given[at] ?? '', wanted])
  if (family !== undefined) pairs.unshift([name.family, family])
  let total = 0
  for (const [text, pattern] of pairs) {
    const quality = textQuality(text, pattern) ?? (fuzzy && text !== '' && soundex(text) === soundex(pattern) ? QUALITY.homophone : undefined)
    if (quality === undefined) return undefined
    total += quality
  }
  return total / pairs.length
}
