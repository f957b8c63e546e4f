import { list, object, type Json } from './json.ts'
import data from './targets.json' with { type: 'json' }
import { SYSTEM } from './systems.ts'

const TARGETS = data.targets as Record<string, { code: string; term: string }[]>

/** The vaccine types of the API, in alphabetical order, as its refusals list them. */
export const TARGET_NAMES = Object.keys(TARGETS).sort()

/** The diseases that a vaccine is against. */
export const diseasesOf = (target: string): { code: string; term: string }[] => TARGETS[target] ?? []

/** The SNOMED CT codes of the diseases an Immunization names. */
export function diseaseCodes(resource: Json): string[] {
  const diseases = list(object(list(resource['protocolApplied'])[0])['targetDisease'])
  return diseases.flatMap((disease) => list(object(disease)['coding']).map(object).filter(({ system }) => system === SYSTEM.snomed).slice(0, 1).map(({ code }) => String(code)))
}

/** The vaccine type that a combination of diseases makes; their order does not matter. */
export function targetOf(codes: readonly string[]): string | undefined {
  const key = [...codes].sort().join(':')
  return TARGET_NAMES.find((target) => diseasesOf(target).map(({ code }) => code).sort().join(':') === key)
}

/** The vaccine types that protect against a disease. */
export const targetsAgainst = (disease: string): string[] => TARGET_NAMES.filter((target) => diseasesOf(target).some(({ code }) => code === disease))
