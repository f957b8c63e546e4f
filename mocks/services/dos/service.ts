import { echoIds } from '../../kit/echo-ids.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, failure } from './errors.ts'
import { searchOrganizations } from './routes/search-organizations.ts'
import { searchServices } from './routes/search-services.ts'
import { createState, type DosState } from './state.ts'

/** Directory of Services: which services there are, and how they are reached. */
export const service = defineService<DosState, typeof controls>({
  key: 'dos',
  title: 'Directory of Services Search',
  basePath: '/dos-search/FHIR/R4',
  spec: { title: 'Directory of Services (DoS) Search API', url: 'https://digital.nhs.uk/developer/api-catalogue/directory-of-healthcare-services' },
  state: createState,
  routes: [searchOrganizations, searchServices],
  errors,
  refuseAccess: (problem) => failure(problem === 'wrong-kind' ? 'forbidden' : 'unauthorized'),
  everyReply: echoIds,
  controls,
})
