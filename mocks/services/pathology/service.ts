import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { postBundle } from './routes/post-bundle.ts'
import { createState, type PathologyState } from './state.ts'

const NOTHING: Record<string, string> = {}

/** Pathology and Laboratory Medicine Reporting: results of laboratories as FHIR documents, stored and told to whoever asked for the test. */
export const service = defineService<PathologyState, typeof controls>({
  key: 'pathology',
  title: 'Pathology and Laboratory Medicine Reporting',
  basePath: '/pathology-laboratory-reporting/FHIR/R4',
  spec: { title: 'Pathology and Laboratory Medicine Reporting FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/pathology-and-laboratory-medicine-reporting-fhir', version: '0.1.0 (in development), snapshot of 9 March 2026' },
  state: createState,
  routes: [postBundle],
  errors,
  refuseAccess,
  everyReply(call) {
    const id = call.header('x-correlation-id')
    return id === undefined ? NOTHING : { 'x-correlation-id': id }
  },
  controls,
})
