import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { searchset } from '../bundle.ts'
import { hapi, reject, requireApiKey } from '../errors.ts'
import { affiliationOf, organizationOf } from '../resources.ts'
import type { OdsState, Relationship } from '../state.ts'

const TESTS: Record<string, (relationship: Relationship, value: string, state: OdsState) => boolean> = {
  _id: ({ instance }, value) => value.split(',').includes(String(instance)),
  'primary-organization': ({ source }, value) => codeOf(value) === source,
  'participating-organization': ({ target }, value) => codeOf(value) === target,
  active: ({ source }, value, state) => String(state.organisations.get(source)?.active ?? true) === value,
}

const SHAPING: ReadonlySet<string> = new Set(['_count', '_offset', '_summary', '_include', '_format'])

function codeOf(reference: string): string {
  return reference.replace(/^Organization\//, '')
}

/** Reads a relationship by its number. */
export const getAffiliation = route<OdsState>({
  operation: 'getOrganizationAffiliation',
  method: 'GET',
  path: '/OrganizationAffiliation/:id',
  requires: [requireApiKey],
  handle(call) {
    const relationship = call.state.relationships.find(({ instance }) => String(instance) === call.params.id)
    if (!relationship) return refuse(hapi(404, `HAPI-2001: Resource OrganizationAffiliation/${call.params.id} is not known`))
    return fhir(200, affiliationOf(relationship, call.state))
  },
})

/** Searches relationships; `_include` brings the organisations. */
export const searchAffiliations = route<OdsState>({
  operation: 'searchOrganizationAffiliations',
  method: 'GET',
  path: '/OrganizationAffiliation',
  requires: [requireApiKey],
  handle(call) {
    const { state, query } = call
    let matches = state.relationships
    for (const [name, value] of query) {
      if (SHAPING.has(name)) continue
      const test = TESTS[name]
      if (!test) {
        return reject(hapi(400, `HAPI-0524: Unknown search parameter "${name}" for resource type "OrganizationAffiliation". Valid search parameters for this search are: [${Object.keys(TESTS).sort().join(', ')}]`), {
          rule: 'unknown-search-parameter',
          detail: `the search parameter ${name} is not known`,
          clause: 'ODS terminology FHIR API: get-organizationaffiliation-resources',
          pointer: `query:${name}`,
        })
      }
      matches = matches.filter((relationship) => test(relationship, value, state))
    }
    const wanted = query.getAll('_include')
    return searchset(call, 'OrganizationAffiliation', matches.map((relationship) => affiliationOf(relationship, state)), (page) => {
      const shown = new Set(page.map(({ id }) => id))
      const ids = new Set<string>()
      for (const { source, target, instance } of matches) {
        if (!shown.has(String(instance))) continue
        if (wanted.includes('OrganizationAffiliation:primary-organization')) ids.add(source)
        if (wanted.includes('OrganizationAffiliation:participating-organization')) ids.add(target)
      }
      return [...ids].flatMap((id) => state.organisations.get(id) ?? []).map(organizationOf)
    })
  },
})
