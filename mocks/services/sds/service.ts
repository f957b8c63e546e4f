import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { correlationIdOf, errors, requireApiKey } from './errors.ts'
import { getDevice } from './routes/get-device.ts'
import { getEndpoint } from './routes/get-endpoint.ts'
import { createState, type SdsState } from './state.ts'

/** The Spine Directory Service: which systems organisations use, and where messages to them go. */
export const service = defineService<SdsState, typeof controls>({
  key: 'sds',
  title: 'Spine Directory Service (FHIR)',
  basePath: '/spine-directory/FHIR/R4',
  spec: { title: 'Spine Directory Service FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/spine-directory-service-fhir' },
  state: createState,
  routes: [getDevice, getEndpoint],
  errors,
  everyReply: (call) => ({ 'x-correlation-id': correlationIdOf(call) }),
  unmatched(call) {
    requireApiKey(call)
    return /\/(Device|Endpoint)\/?(\?|$)/.test(call.url) ? errors.methodNotAllowed(call) : errors.notFound(call)
  },
  controls,
})
