import { defineService } from '../../../kit/service.ts'
import { echoIds } from '../../../kit/echo-ids.ts'
import { refuseAccess, storeErrors } from '../errors.ts'
import { STORE_BASE_PATH } from '../keep-document.ts'
import { service as reporting } from '../service.ts'
import type { PathologyState } from '../state.ts'
import { getBundle } from './get-bundle.ts'

/** Patient Data Manager, as far as results of laboratories are read from it: the store of `pathology`. */
export const service = defineService<PathologyState, Record<never, never>>({
  key: 'patient-data-manager',
  title: 'Patient Data Manager (results of laboratories)',
  basePath: STORE_BASE_PATH,
  spec: { title: 'Patient Data Manager FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/patient-data-manager', version: 'no public document: see what is inferred' },
  state: (environment) => environment.stateOf(reporting),
  routes: [getBundle],
  errors: storeErrors,
  refuseAccess,
  everyReply: echoIds,
  controls: {},
})
