import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import { errors, reject } from './errors.ts'
import type { OdsState } from './state.ts'

/** Results of a page when `_count` does not say. */
const DEFAULT_COUNT = 20

/** Where the terminology API lies. */
export const BASE_PATH = '/organisation-data-terminology-api/fhir'

export interface Found {
  resource: Record<string, unknown>
}

/** A page of a searchset with links to itself and the next; `include` gives the resources that come along. */
export function searchset(call: Call<OdsState>, type: string, matches: Record<string, unknown>[], include: (page: Record<string, unknown>[]) => Record<string, unknown>[] = () => []): Reply {
  const { query, environment } = call
  const bundle = {
    resourceType: 'Bundle',
    id: environment.random.uuid(),
    meta: { lastUpdated: new Date(environment.clock.now()).toISOString().replace('Z', '+00:00') },
    type: 'searchset',
  }
  if (query.get('_summary') === 'count') return fhir(200, { ...bundle, total: matches.length })

  const count = wholeNumber(call, '_count') ?? DEFAULT_COUNT
  const offset = wholeNumber(call, '_offset') ?? 0
  const page = matches.slice(offset, offset + count)
  const base = `${call.baseUrl}${BASE_PATH}`
  const url = (next?: number) => {
    const parameters = new URLSearchParams(query)
    if (next !== undefined) {
      parameters.set('_count', String(count))
      parameters.set('_offset', String(next))
    }
    parameters.sort()
    return `${base}/${type}?${parameters}`
  }
  const more = offset + count < matches.length
  const entry = [
    ...page.map((resource) => ({ resource, search: { mode: 'match' } })),
    ...include(page).map((resource) => ({ resource, search: { mode: 'include' } })),
  ].map(({ resource, search }) => ({ fullUrl: `${base}/${String(resource.resourceType)}/${String(resource.id)}`, resource, search }))
  return fhir(200, {
    ...bundle,
    // The server knows the total only when everything came in one page.
    ...(!more && offset === 0 && { total: matches.length }),
    link: [{ relation: 'self', url: url() }, ...(more ? [{ relation: 'next', url: url(offset + count) }] : [])],
    ...(entry.length > 0 && { entry }),
  })
}

function wholeNumber(call: Call<OdsState>, name: string): number | undefined {
  const value = call.query.get(name)
  if (value === null) return undefined
  if (!/^\d+$/.test(value)) {
    return reject(errors.INVALID_DATE(), { rule: 'invalid-number', detail: `${name} is '${value}', not a number`, clause: `ODS terminology FHIR API: parameter ${name}`, pointer: `query:${name}` })
  }
  return Number(value)
}
