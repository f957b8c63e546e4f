import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { errors, outcome, type Issue } from './errors.ts'
import type { NhsAppState } from './state.ts'

const LARGEST_PAGE = 2_147_483_647

/** Reads a query parameter that may be there once; adds what is wrong to `issues`. Texts as the API's own integration tests expect them. */
export function readParameter(call: Call<NhsAppState>, name: string, isRight: (value: string) => boolean, issues: Issue[]): string | undefined {
  const values = call.query.getAll(name)
  const invalid = (diagnostics: string) => void issues.push({ code: 'invalid', diagnostics, expression: name })
  if (values.length === 0) return undefined
  if (values.length > 1) invalid('A single value is expected')
  else if (!isRight(values[0]!)) invalid('Invalid format')
  return values[0]
}

/** Like `readParameter`, for one that must be there. */
export function readMandatory(call: Call<NhsAppState>, name: string, isRight: (value: string) => boolean, issues: Issue[]): string {
  const value = readParameter(call, name, isRight, issues)
  if (value === undefined) issues.push({ code: 'invalid', diagnostics: 'Not specified', expression: name })
  return value ?? ''
}

/** The `page` asked for, 1 when none is. */
export function readPage(call: Call<NhsAppState>, issues: Issue[]): number {
  const value = readParameter(call, 'page', (page) => /^\d+$/.test(page) && Number(page) >= 1 && Number(page) <= LARGEST_PAGE, issues)
  return value === undefined ? 1 : Number(value)
}

/** Refuses with every issue at once, if there is any. */
export function refuseIfAny(call: Call<NhsAppState>, issues: Issue[], clause: string): void {
  if (issues.length === 0) return
  const [first, ...more] = issues.map(({ diagnostics, expression }) => ({ rule: 'invalid-parameter', detail: `${expression}: ${diagnostics}`, clause, pointer: `query:${expression}` }))
  for (const violation of more) call.note(violation)
  refuse(outcome(400, ...issues), first)
}

/** One page of a report, and where the next and the last are. */
export interface Page<Entry> {
  entries: Entry[]
  /** URLs by relation; `next` only when there is one. */
  links: { self: string; next?: string; last: string }
}

/** Cuts a page out of a report. A page that is not there, or an empty report, is not found (404). */
export function pageOf<Entry>(call: Call<NhsAppState>, all: Entry[], page: number, address: (page: number) => string): Page<Entry> {
  const { pageSize } = call.state
  const last = Math.ceil(all.length / pageSize)
  if (page > last) refuse(errors.reportNotFound())
  return {
    entries: all.slice((page - 1) * pageSize, page * pageSize),
    links: { self: address(page), ...(page < last && { next: address(page + 1) }), last: address(last) },
  }
}

/** The `Link` header: next page if there is one, then the last. */
export function linkHeader({ links }: Page<unknown>): string {
  return [links.next && `<${links.next}>; rel="next"`, `<${links.last}>; rel="last"`].filter(Boolean).join(', ')
}
