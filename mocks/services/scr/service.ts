import { authorise } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { defineService } from '../../kit/service.ts'
import { USER_OR_APPLICATION } from './access.ts'
import { controls } from './controls.ts'
import { errors, outcome, refuseAccess } from './errors.ts'
import { getSummary } from './routes/get-summary.ts'
import { getSummaryId } from './routes/get-summary-id.ts'
import { sendAlert } from './routes/send-alert.ts'
import { setPermission } from './routes/set-permission.ts'
import { uploadSummary } from './routes/upload-summary.ts'
import { createState, type ScrState } from './state.ts'

const BASE_PATH = '/summary-care-record/FHIR/R4'
const ROUTES = [uploadSummary, getSummary, getSummaryId, setPermission, sendAlert] as const

/** The Summary Care Record: what a patient's practice lets the rest of the NHS know, and who may see it. */
export const service = defineService<ScrState, typeof controls>({
  key: 'scr',
  title: 'Summary Care Record (FHIR)',
  basePath: BASE_PATH,
  spec: { title: 'Summary Care Record FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/summary-care-record-fhir', version: '1.0.0' },
  state: createState,
  routes: ROUTES,
  errors,
  refuseAccess,
  everyReply(call) {
    const id = (header: string) => call.header(header) || call.environment.random.uuid().toUpperCase()
    return { 'x-request-id': id('x-request-id'), 'x-correlation-id': id('x-correlation-id') }
  },
  unmatched(call) {
    call.grant = authorise(call, USER_OR_APPLICATION, refuseAccess)
    const path = call.url.split('?', 1)[0]!.slice(BASE_PATH.length).replace('%24', '$')
    const allowed = ROUTES.filter((route) => route.path === path).map(({ method }) => method)
    if (allowed.length === 0) refuse(outcome(404, 'not-found', `${path} not found`))
    return refuse(outcome(405, 'not-supported', `Request method '${call.method}' not supported`, { allow: allowed.sort().join(',') }))
  },
  controls,
})
