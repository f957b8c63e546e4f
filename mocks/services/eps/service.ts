import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { convert } from './routes/convert.ts'
import { metadata } from './routes/metadata.ts'
import { prepare } from './routes/prepare.ts'
import { processMessage } from './routes/process-message.ts'
import { validate } from './routes/validate.ts'
import { emptyState } from './state.ts'

/** Electronic Prescription Service: sending, signing and cancelling prescriptions. What is left out is in gaps.md. */
export const service = defineService({
  key: 'eps',
  title: 'Electronic Prescription Service (FHIR prescribing)',
  basePath: '/fhir-prescribing',
  spec: { title: 'EPS FHIR Prescribing API', url: 'https://digital.nhs.uk/developer/api-catalogue/electronic-prescription-service-fhir' },
  state: emptyState,
  routes: [prepare, processMessage, validate, convert, metadata],
  errors,
  refuseAccess,
  everyReply: (call) => ({
    ...(call.header('x-request-id') !== undefined && { 'x-request-id': call.header('x-request-id')! }),
    ...(call.header('x-correlation-id') !== undefined && { 'x-correlation-id': call.header('x-correlation-id')! }),
  }),
  unmatched: (call) => errors.NOT_FOUND!(call),
  controls,
})
