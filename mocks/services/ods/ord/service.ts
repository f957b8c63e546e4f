import { defineService } from '../../../kit/service.ts'
import { controls } from '../controls.ts'
import { service as terminology } from '../service.ts'
import type { OdsState } from '../state.ts'
import { ordErrors } from './errors.ts'
import { getOrganisation, relationships, roles, searchOrganisations, sync } from './routes.ts'
import { ORD_BASE_PATH } from './summary.ts'

/** The older, open API on the same organisations: Organisation Reference Data. */
export const service = defineService<OdsState, typeof controls>({
  key: 'ods-ord',
  title: 'Organisation Reference Data (ORD)',
  basePath: ORD_BASE_PATH,
  spec: {
    title: 'Organisation Data Service ORD API 2-0-0',
    url: 'https://digital.nhs.uk/developer/api-catalogue/organisation-data-service-ord',
    version: 'public pages; planned to end in September 2026',
  },
  // One set of organisations: what is put into one API shows in the other.
  state: (environment) => environment.stateOf(terminology),
  routes: [searchOrganisations, getOrganisation, sync, ...roles, ...relationships],
  errors: ordErrors,
  controls,
})
