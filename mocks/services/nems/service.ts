import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { createSubscription, deleteSubscription, readSubscription } from './routes/subscriptions.ts'
import { createState, type NemsState } from './state.ts'

/** The National Events Management Service: subscriptions to events about patients, in FHIR STU3 over the Spine. */
export const service = defineService<NemsState, typeof controls>({
  key: 'nems',
  title: 'National Events Management Service',
  basePath: '/STU3',
  spec: { title: 'National Events Management Service, subscription API (FHIR STU3)', url: 'https://digital.nhs.uk/developer/api-catalogue/national-events-management-service-fhir' },
  state: createState,
  routes: [createSubscription, readSubscription, deleteSubscription],
  errors,
  controls,
})
