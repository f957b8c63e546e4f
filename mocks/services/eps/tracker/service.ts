import { defineService } from '../../../kit/service.ts'
import { service as eps } from '../service.ts'
import type { EpsState } from '../state.ts'
import { details } from './details.ts'
import { errors, refuseAccess } from './errors.ts'
import { search } from './search.ts'

/**
 * Clinical prescription tracker: what became of prescriptions. It shows the state of `eps`; everything that changes it
 * is done there.
 */
export const service = defineService<EpsState, Record<never, never>>({
  key: 'eps-tracker',
  title: 'Clinical Prescription Tracker',
  basePath: '/clinical-prescription-tracker',
  spec: { title: 'Clinical Prescription Tracker API', url: 'https://digital.nhs.uk/developer/api-catalogue/clinical-prescription-tracker' },
  state: (environment) => environment.stateOf(eps),
  routes: [search, details],
  errors,
  refuseAccess,
  everyReply: (call) => ({
    'cache-control': 'no-cache',
    'x-request-id': call.header('x-request-id') ?? '',
    'x-correlation-id': call.header('x-correlation-id') ?? '',
  }),
  unmatched: (call) => errors.NOT_FOUND!(call),
  controls: {},
})
