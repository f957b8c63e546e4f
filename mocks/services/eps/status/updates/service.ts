import { defineService } from '../../../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { checkUpdates } from './routes/check-updates.ts'
import { updateStatuses } from './routes/update-statuses.ts'
import { createState, type UpdatesState } from './state.ts'

/** Dispensers tell how far prescriptions are, so that patients need not ask. A GP system calls none of this. */
export const service = defineService<UpdatesState, typeof controls>({
  key: 'eps-status-update',
  title: 'Prescription Status Update',
  basePath: '/prescription-status-update',
  spec: { title: 'Prescription Status Update API', url: 'https://digital.nhs.uk/developer/api-catalogue/prescription-status-update-api', version: '0.0.1' },
  state: createState,
  routes: [updateStatuses, checkUpdates],
  errors,
  refuseAccess: (_problem, call) => errors.processing(call),
  everyReply: (call) => ({ 'x-request-id': call.header('x-request-id') ?? '', 'x-correlation-id': call.header('x-correlation-id') ?? '' }),
  controls,
})
