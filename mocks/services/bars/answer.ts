import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { Json } from './json.ts'
import { instant, type BarsState } from './state.ts'

/** Answers of receivers name the version that they speak in. */
export const answered = (call: Call<BarsState>, resource: unknown, status = 200): Reply => {
  const version = /version=([\d.]+)/.exec(call.header('accept') ?? '')?.[1]
  return fhir(status, resource, { 'content-type': version === undefined ? 'application/fhir+json' : `application/fhir+json;version=${version}` })
}

/** A searchset; nobody found is an empty one. */
export function searchset(call: Call<BarsState>, matches: readonly Json[], included: readonly Json[] = []): Reply {
  const { state } = call
  const entry = (resource: Json, mode: 'match' | 'include') => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource, search: { mode } })
  return answered(call, {
    resourceType: 'Bundle',
    id: state.random.uuid(),
    type: 'searchset',
    timestamp: instant(state.clock.now()),
    total: matches.length,
    link: [{ relation: 'self', url: `${call.baseUrl}${call.url}` }],
    entry: [...matches.map((each) => entry(each, 'match')), ...included.map((each) => entry(each, 'include'))],
  })
}

/** Value of a search parameter that is a token: `system|value`, or the value alone. */
export function tokenIn(parameter: string | null | undefined): string {
  return (parameter ?? '').split('|').at(-1) ?? ''
}

/** NHS number of a search for a patient; for faults and the journal. */
export const patientIn = (call: Call<BarsState>): string | undefined => tokenIn(call.query.get('patient:identifier')) || undefined
