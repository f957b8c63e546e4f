import { issuesOf } from '../published/issues-of.ts'
import { leavesOf } from '../published/shape-of.ts'

/** One element in which an answer is not as published. */
export interface Differing {
  /** `Patient/name[]/family`. */
  element: string
  /** Whether ours has the element at all. */
  how: 'not there' | 'another value'
  /** The difference in words. */
  says: string
}

/** Where a stub of a sandbox has its words put in: any will do. */
const PLACEHOLDER = /^"#/

/** What of a published body ours does not say, element by element; what ours says beyond it does not matter, nor the order of lists. */
export function differing(published: unknown, ours: unknown): Differing[] {
  const has = byElement(ours)
  return [...byElement(published)].flatMap(([element, values]): Differing[] => {
    const seen = has.get(element)
    if (!seen) return [{ element, how: 'not there', says: `${element}: not there` }]
    const left = [...seen]
    const lacking = values.filter((value) => {
      if (PLACEHOLDER.test(value)) return false
      const at = left.indexOf(value)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    return lacking.length ? [{ element, how: 'another value', says: `${element}: ${short(lacking)} published, ${short(left)} ours` }] : []
  })
}

function byElement(body: unknown): Map<string, string[]> {
  const problems = issuesOf(body).map(({ code, fixed }): [string, unknown] => ['!', `${code} ${JSON.stringify(fixed)}`])
  const found = Map.groupBy([...leavesOf(body), ...problems], ([element]) => element)
  return new Map([...found].map(([element, leaves]) => [element, leaves.map(([, value]) => JSON.stringify(value))]))
}

const short = (values: string[]) => values.slice(0, 3).join(', ').slice(0, 200) || 'nothing else'
