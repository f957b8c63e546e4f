import { authorise } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { defineService } from '../../kit/service.ts'
import { ACCESS, refuseAccess } from './access.ts'
import { controls } from './controls.ts'
import { errors, outcome } from './errors.ts'
import { createPatient } from './routes/create-patient.ts'
import { getCoverage } from './routes/get-coverage.ts'
import { getPatient } from './routes/get-patient.ts'
import { getRelatedPeople } from './routes/get-related-people.ts'
import { searchPatients } from './routes/search-patients.ts'
import { updateCoverage } from './routes/update-coverage.ts'
import { updatePatient } from './routes/update-patient.ts'
import { createState, type PdsState } from './state.ts'

const BASE_PATH = '/personal-demographics/FHIR/R4'

/** The paths the gateway in front of PDS lets through; anything else it refuses by name. */
const KNOWN_PATH = /^\/(Patient(\/.*)?|Coverage|_poll\/.*|_status|_ping)$/

/** The Personal Demographics Service: who everybody is, where they live, and at which practice they are registered. */
export const service = defineService<PdsState, typeof controls>({
  key: 'pds',
  title: 'Personal Demographics Service (FHIR)',
  basePath: BASE_PATH,
  spec: {
    title: 'Personal Demographics Service FHIR API',
    url: 'https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir',
    version: 'snapshot of 13 March 2026',
  },
  state: createState,
  routes: [searchPatients, createPatient, getPatient, updatePatient, getRelatedPeople, getCoverage, updateCoverage],
  errors,
  refuseAccess,
  everyReply(call) {
    const headers: Record<string, string> = {}
    const requestId = call.header('x-request-id')
    const correlationId = call.header('x-correlation-id')
    if (requestId) headers['x-request-id'] = requestId
    if (correlationId) headers['x-correlation-id'] = correlationId
    return headers
  },
  unmatched(call) {
    call.grant = authorise(call, ACCESS, refuseAccess)
    const path = call.url.split('?', 1)[0]!.slice(BASE_PATH.length)
    return refuse(KNOWN_PATH.test(path) ? outcome('UNSUPPORTED_SERVICE') : outcome('UNSUPPORTED_REQUEST', { diagnostics: `Unsupported path - '${path}'` }))
  },
  controls,
})
