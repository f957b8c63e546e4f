import { refuse } from '../../kit/refusal.ts'
import { empty } from '../../kit/reply.ts'
import { defineService } from '../../kit/service.ts'
import { BASE_PATH } from './bundle.ts'
import { controls } from './controls.ts'
import { errors, hapi, requireApiKey } from './errors.ts'
import { getAffiliation, searchAffiliations } from './routes/affiliations.ts'
import { expand } from './routes/expand.ts'
import { lookup } from './routes/lookup.ts'
import { getOrganization, searchOrganizations } from './routes/organizations.ts'
import { getDeletions, getMetadata } from './routes/others.ts'
import { createState, type OdsState } from './state.ts'

/** The Organisation Data Service as FHIR R4: who is who among practices, pharmacies, trusts and boards. */
export const service = defineService<OdsState, typeof controls>({
  key: 'ods',
  title: 'Organisation Data Terminology (FHIR)',
  basePath: BASE_PATH,
  spec: {
    title: 'Organisation Data Terminology FHIR R4 API',
    url: 'https://digital.nhs.uk/developer/api-catalogue/organisation-data-terminology',
    version: 'snapshot of 2 March 2026',
  },
  state: createState,
  routes: [getOrganization, searchOrganizations, getAffiliation, searchAffiliations, lookup, expand, getDeletions, getMetadata],
  errors,
  unmatched(call) {
    requireApiKey(call)
    return refuse(/\/(Organization|OrganizationAffiliation|CodeSystem|ValueSet|List|metadata)\b/.test(call.url) ? errors.METHOD_NOT_ALLOWED() : call.method === 'GET' ? hapi(404, 'HAPI-0302: Unknown resource type') : empty(405))
  },
  controls,
})
