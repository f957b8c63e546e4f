import { issuesOf } from './issues-of.ts'

/**
 * What a JSON body is made of: each element's name with those it stands in, from the nearest FHIR resource on
 * (`Patient/name[]/family`), and each problem that it names (`! INVALID_VALUE {...}`). Values are not among them.
 */
export function shapeOf(body: unknown): string[] {
  const problems = issuesOf(body).map(({ code, fixed }) => `! ${code} ${JSON.stringify(fixed)}`)
  return [...new Set([...elements(body, ''), ...problems])].sort()
}

function elements(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => elements(each, `${at}[]`))
  if (typeof value !== 'object' || value === null) return [at]
  const { resourceType } = value as { resourceType?: unknown }
  const from = typeof resourceType === 'string' ? resourceType : at
  return Object.entries(value).flatMap(([name, inner]) => elements(inner, `${from}/${name}`))
}
