import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { searchset } from '../bundle.ts'
import { hapi, requireApiKey } from '../errors.ts'
import { affiliationOf, organizationOf } from '../resources.ts'
import { selectOrganisations } from '../search.ts'
import type { OdsState } from '../state.ts'

/** Reads an organisation by ODS code. */
export const getOrganization = route<OdsState>({
  operation: 'getOrganization',
  method: 'GET',
  path: '/Organization/:id',
  requires: [requireApiKey],
  handle(call) {
    const organisation = call.state.organisations.get(call.params.id!)
    if (!organisation) return refuse(hapi(404, `HAPI-2001: Resource Organization/${call.params.id} is not known`))
    return fhir(200, organizationOf(organisation))
  },
})

/** Searches organisations; `_revinclude` brings their relationships. */
export const searchOrganizations = route<OdsState>({
  operation: 'searchOrganizations',
  method: 'GET',
  path: '/Organization',
  requires: [requireApiKey],
  handle(call) {
    const wanted = call.query.getAll('_revinclude')
    const bySource = wanted.includes('OrganizationAffiliation:primary-organization')
    const byTarget = wanted.includes('OrganizationAffiliation:participating-organization')
    return searchset(call, 'Organization', selectOrganisations(call).map(organizationOf), (page) => {
      const ids = new Set(page.map(({ id }) => id))
      return call.state.relationships.filter(({ source, target }) => (bySource && ids.has(source)) || (byTarget && ids.has(target))).map((relationship) => affiliationOf(relationship, call.state))
    })
  },
})
