import { authorise } from '../../kit/access.ts'
import { echoIds } from '../../kit/echo-ids.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { ANYBODY } from './request.ts'
import { createConsent } from './routes/create-consent.ts'
import { getConsent, getConsents } from './routes/get-consents.ts'
import { getRelatedPeople } from './routes/get-related-people.ts'
import { patchConsent } from './routes/patch-consent.ts'
import { getRequest, submitRequest } from './routes/questionnaire-responses.ts'
import { createState, type VrsState } from './state.ts'

/** The Validated Relationships Service: who may act for whom (proxy access). */
export const service = defineService<VrsState, typeof controls>({
  key: 'validated-relationships',
  title: 'Validated Relationships (proxy access)',
  basePath: '/validated-relationships/FHIR/R4',
  spec: { title: 'Validated Relationships Service API', url: 'https://digital.nhs.uk/developer/api-catalogue/validated-relationships-service', version: 'snapshot of 5 August 2026' },
  state: createState,
  routes: [submitRequest, getRequest, getRelatedPeople, getConsents, createConsent, getConsent, patchConsent],
  errors,
  refuseAccess,
  everyReply: echoIds,
  unmatched(call) {
    call.grant = authorise(call, ANYBODY, refuseAccess)
    return errors.METHOD_NOT_ALLOWED()
  },
  controls,
})
