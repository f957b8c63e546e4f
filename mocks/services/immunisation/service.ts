import { randomUUID } from 'node:crypto'
import { authorise } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir } from '../../kit/reply.ts'
import { defineService } from '../../kit/service.ts'
import { ACCESS } from './access.ts'
import { controls } from './controls.ts'
import { errors, outcome, refuseAccess, reject } from './errors.ts'
import { createImmunization } from './routes/create-immunization.ts'
import { deleteImmunization } from './routes/delete-immunization.ts'
import { readImmunization } from './routes/read-immunization.ts'
import { searchImmunizationsByForm } from './routes/search-immunizations-by-form.ts'
import { searchImmunizations } from './routes/search-immunizations.ts'
import { updateImmunization } from './routes/update-immunization.ts'
import { createState, type ImmunisationState } from './state.ts'

/** Vaccinations: recorded by whoever gave them, read by whoever needs to know. */
export const service = defineService<ImmunisationState, typeof controls>({
  key: 'immunisation',
  title: 'Immunisation FHIR API',
  basePath: '/immunisation-fhir-api/FHIR/R4',
  spec: { title: 'Immunisation FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/immunisation-fhir', version: '1.0.0' },
  state: createState,
  routes: [createImmunization, searchImmunizations, searchImmunizationsByForm, readImmunization, updateImmunization, deleteImmunization],
  errors,
  refuseAccess,
  everyReply(call) {
    return { 'x-request-id': call.header('x-request-id') || randomUUID(), 'x-correlation-id': call.header('x-correlation-id') || randomUUID() }
  },
  unmatched(call) {
    call.grant = authorise(call, ACCESS, refuseAccess)
    // Where the id belongs there is nothing: 400 in the sandbox's tables and in the example of a missing id.
    if (call.url.split('?')[0]!.endsWith('/Immunization/')) return reject('invalid', 'Validation errors: the provided event ID is either missing or not in the expected format.', 'event-id', 'Immunisation FHIR API: path parameter id')
    return refuse(fhir(404, outcome('not-found', 'The requested resource was not found.', { coding: 'NOT_FOUND' })))
  },
  controls,
})
