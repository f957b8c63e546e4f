import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { KINDS } from './kinds.ts'
import { submitEvent } from './routes/submit-event.ts'
import { createState, type MiState } from './state.ts'

/** GP Registrations Management Information: how transfers of patients' records between practices go, event by event. */
export const service = defineService<MiState, typeof controls>({
  key: 'gp-registrations-mi',
  title: 'GP Registrations Management Information',
  basePath: '/gp-registrations-mi',
  spec: {
    title: 'GP Registrations Management Information API',
    url: 'https://digital.nhs.uk/developer/api-catalogue/gp-registrations-management-information',
    version: '0.0.1, snapshot of 24 June 2025',
  },
  state: createState,
  routes: KINDS.map(submitEvent),
  errors,
  controls,
})
