import { authorise, application } from '../../kit/access.ts'
import { defineService } from '../../kit/service.ts'
import { refuseAccess } from './admit.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { getAccounts } from './routes/get-accounts.ts'
import { getMessage } from './routes/get-message.ts'
import { sendBatch } from './routes/send-batch.ts'
import { sendMessage } from './routes/send-message.ts'
import { createState, type NotifyState } from './state.ts'

const PATHS = /^\/comms\/(v1\/message-batches|v1\/messages(\/[^/?]+)?|channels\/nhsapp\/accounts)\/?(\?|$)/

/** NHS Notify: messages to patients by NHS App, email, text message or letter, and what became of them. */
export const service = defineService<NotifyState, typeof controls>({
  key: 'nhs-notify',
  title: 'NHS Notify',
  basePath: '/comms',
  spec: { title: 'NHS Notify API', url: 'https://digital.nhs.uk/developer/api-catalogue/nhs-notify', version: '3.0' },
  state: createState,
  routes: [sendBatch, sendMessage, getMessage, getAccounts],
  errors,
  refuseAccess,
  everyReply: (call) => ({ 'x-correlation-id': call.header('x-correlation-id') ?? call.environment.random.uuid() }),
  unmatched(call) {
    call.grant = authorise(call, [application()], refuseAccess)
    return errors[PATHS.test(call.url) ? 'CM_NOT_ALLOWED' : 'CM_NOT_FOUND']!(call)
  },
  controls,
  deliveries: ['callback'],
})
