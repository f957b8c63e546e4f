import { defineService } from '../../../../kit/service.ts'
import { service as eps } from '../../service.ts'
import { service as statusUpdate } from '../updates/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { getPrescriptions } from './routes/get-prescriptions.ts'
import type { ForPatientsState } from './state.ts'

/** What a patient's app shows of prescriptions that were signed here. A GP system calls none of this. */
export const service = defineService<ForPatientsState, typeof controls>({
  key: 'eps-for-patients',
  title: 'Prescriptions for Patients',
  basePath: '/prescriptions-for-patients',
  spec: { title: 'Prescriptions for Patients API v2', url: 'https://digital.nhs.uk/developer/api-catalogue/prescriptions-for-patients', version: '0.0.1' },
  state: (environment) => ({ eps: environment.stateOf(eps), updates: environment.stateOf(statusUpdate) }),
  routes: [getPrescriptions],
  errors,
  refuseAccess,
  everyReply: (call) => ({ 'x-request-id': call.header('x-request-id') ?? '', 'x-correlation-id': call.header('x-correlation-id') ?? '' }),
  controls,
})
