import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { getHistory } from './routes/get-history.ts'
import { createState, type HistoryState } from './state.ts'

const NOTHING: Record<string, string> = {}

/** The older way to read vaccinations: by a system, or by the patient themselves. */
export const service = defineService<HistoryState, typeof controls>({
  key: 'immunisation-history',
  title: 'Immunisation History FHIR API',
  basePath: '/immunisation-history/FHIR/R4',
  spec: { title: 'Immunisation History FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/immunisation-history-fhir', version: '1.0.0' },
  state: createState,
  routes: [getHistory],
  errors,
  refuseAccess: () => errors.invalidAccessToken(),
  everyReply(call) {
    const id = call.header('x-correlation-id')
    return id === undefined ? NOTHING : { 'x-correlation-id': id }
  },
  controls,
})
