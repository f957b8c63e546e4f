import { issuesOf } from './issues-of.ts'

/**
 * What a JSON body is made of: each element's name with those it stands in, from the nearest FHIR resource on
 * (`Patient/name[]/family`), and each problem that it names (`! INVALID_VALUE {...}`). Values are not among them.
 */
export function shapeOf(body: unknown): string[] {
  const problems = issuesOf(body).map(({ code, fixed }) => `! ${code} ${JSON.stringify(fixed)}`)
  return [...new Set([...leavesOf(body).map(([element]) => element), ...problems])].sort()
}

/** Every value of a JSON body, with the name of its element as `shapeOf` gives it. */
export function leavesOf(value: unknown, at = ''): [element: string, value: unknown][] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, `${at}[]`))
  if (typeof value !== 'object' || value === null) return [[at, value]]
  const { resourceType } = value as { resourceType?: unknown }
  const from = typeof resourceType === 'string' ? resourceType : at
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${from}/${name}`))
}
