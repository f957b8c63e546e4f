import { readSpec } from '../contract.ts'

/** A published JSON file, and what stands at a place in it: `published('nhs-login/rules.json', 'token', 'errors')`. */
export function published(file: string, ...place: (string | number)[]): unknown {
  return place.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], JSON.parse(readSpec(...file.split('/'))))
}

/** A value with every leaf replaced by its type: two answers of the same shape become equal. */
export function shape(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return Array.isArray(value) ? 'array' : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
}
