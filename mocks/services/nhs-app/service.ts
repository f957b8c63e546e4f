import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { createInApp } from './routes/create-in-app.ts'
import { createNotification } from './routes/create-notification.ts'
import { getPatientReport } from './routes/get-patient-report.ts'
import { getReceiptReport } from './routes/get-receipt-report.ts'
import { createState } from './state.ts'

/** Messages and push notifications to users of the NHS App, their receipts, and who uses the app. */
export const service = defineService({
  key: 'nhs-app',
  title: 'NHS App messaging',
  basePath: '/nhs-app',
  spec: { title: 'NHS App API', url: 'https://digital.nhs.uk/developer/api-catalogue/nhs-app', version: '0.1.0' },
  state: createState,
  routes: [createInApp, createNotification, getReceiptReport, getPatientReport],
  errors,
  refuseAccess,
  everyReply: (call) => {
    const correlation = call.header('x-correlation-id')
    return correlation === undefined ? NOTHING : { 'x-correlation-id': correlation }
  },
  controls,
  deliveries: ['receipt'],
})

const NOTHING: Record<string, string> = {}
