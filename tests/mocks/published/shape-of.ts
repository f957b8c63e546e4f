import { issuesOf } from './issues-of.ts'

/**
 * What a JSON body is made of: each element's name with those it stands in, from the nearest FHIR resource on
 * (`Patient/name[]/family`), the systems and extensions that it names (`Patient/identifier[]/system = https://...`), and each
 * problem that it names (`! INVALID_VALUE {...}`). Other values are not among them.
 */
export function shapeOf(body: unknown): string[] {
  const problems = issuesOf(body).map(({ code, fixed }) => `! ${code} ${JSON.stringify(fixed)}`)
  const leaves = leavesOf(body)
  const fixed = leaves.filter(([element, value]) => FIXED.test(element) && typeof value === 'string' && /^(https?:|urn:)/.test(value)).map(([element, value]) => `${element} = ${placeless(value as string)}`)
  return [...new Set([...leaves.map(([element]) => element), ...fixed, ...problems])].sort()
}

/** Elements whose values are of the standard and not of the world: code and identifier systems, names of extensions. */
const FIXED = /\/system$|(^|\/|\[\])[eE]xtension\[\]\/url$/

/** Without the address at which the service stands, which some systems begin with. */
const placeless = (system: string): string => system.replace(/^https?:\/\/[^/]*(sandbox|hub\.test|127\.0\.0\.1|localhost|api\.service\.nhs\.uk)[^/]*(\/e\/[^/]+)?/, '')

/** Every value of a JSON body, with the name of its element as `shapeOf` gives it. */
export function leavesOf(value: unknown, at = ''): [element: string, value: unknown][] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, `${at}[]`))
  if (typeof value !== 'object' || value === null) return [[at, value]]
  const { resourceType } = value as { resourceType?: unknown }
  const from = typeof resourceType === 'string' ? resourceType : at
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${from}/${name}`))
}
