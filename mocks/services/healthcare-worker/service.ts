import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { getWorker } from './routes/get-worker.ts'
import { createState, type HealthcareWorkerState } from './state.ts'

const BASE_PATH = '/healthcare-worker'

/** Who is who among healthcare workers, by SDS user id. A draft of the API: alpha. */
export const service = defineService<HealthcareWorkerState, typeof controls>({
  key: 'healthcare-worker',
  title: 'Healthcare Worker (draft)',
  basePath: BASE_PATH,
  spec: { title: 'Healthcare Worker API', url: 'https://digital.nhs.uk/developer/api-catalogue/healthcare-worker-fhir', version: 'v0.1, snapshot of 11 October 2024' },
  state: createState,
  routes: [getWorker],
  errors,
  unmatched: (call) => (call.url.split('?', 1)[0] === `${BASE_PATH}/Worker` ? errors.METHOD_NOT_ALLOWED() : errors.NOT_FOUND()),
  controls,
})
