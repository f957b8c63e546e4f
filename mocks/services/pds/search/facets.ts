import { latest, type PatientRecord } from '../record.ts'
import type { Patient } from '../patient.ts'
import { fold } from './fold.ts'

/** A value and whether the record holds it now or held it once. */
export interface Facet<Value> {
  value: Value
  current: boolean
}

/** What a search compares: each value once, current ones first. */
export interface Facets {
  names: Facet<{ family: string; given: string[] }>[]
  genders: Facet<string>[]
  postcodes: Facet<string>[]
  phones: Facet<string>[]
  emails: Facet<string>[]
}

/** Uses of names that are in force; the others are history. */
const CURRENT_NAMES: ReadonlySet<string> = new Set(['usual', 'nickname', 'temp'])

/** The search facts of a record, from all its versions. */
export function facetsOf(record: PatientRecord): Facets {
  return (record.derived.facets ??= collect(record))
}

function collect(record: PatientRecord): Facets {
  const facets: Facets = { names: [], genders: [], postcodes: [], phones: [], emails: [] }
  const seen = new Set<string>()
  const add = <Value>(list: Facet<Value>[], kind: string, value: Value, current: boolean) => {
    const key = `${kind} ${JSON.stringify(value)}`
    if (seen.has(key)) return
    seen.add(key)
    list.push({ value, current })
  }
  const addAll = (patient: Patient, current: boolean) => {
    for (const name of patient.name ?? []) {
      add(facets.names, 'name', { family: fold(name.family ?? ''), given: (name.given ?? []).map(fold) }, current && CURRENT_NAMES.has(name.use))
    }
    if (patient.gender) add(facets.genders, 'gender', patient.gender, current)
    for (const { postalCode } of patient.address ?? []) if (postalCode) add(facets.postcodes, 'postcode', asPostcode(postalCode), current)
    for (const { system, value } of patient.telecom ?? []) {
      if (system === 'phone') add(facets.phones, 'phone', asPhone(value), current)
      if (system === 'email') add(facets.emails, 'email', value.toLowerCase(), current)
    }
  }
  addAll(latest(record).resource, true)
  for (const { resource } of record.versions.slice(0, -1)) addAll(resource, false)
  return facets
}

/** A postcode as it is compared: upper case, without spaces. */
export function asPostcode(postcode: string): string {
  return postcode.replace(/\s/g, '').toUpperCase()
}

/** A telephone number as it is compared: without spaces. */
export function asPhone(phone: string): string {
  return phone.replace(/\s/g, '')
}
