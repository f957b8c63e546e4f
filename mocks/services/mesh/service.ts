import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { acknowledgeMessage } from './routes/acknowledge-message.ts'
import { countMessages } from './routes/count-messages.ts'
import { endpointLookup, workflowSearch } from './routes/endpoint-lookup.ts'
import { handshake } from './routes/handshake.ts'
import { headMessage } from './routes/head-message.ts'
import { listMessages } from './routes/list-messages.ts'
import { retrieveChunk } from './routes/retrieve-chunk.ts'
import { retrieveMessage } from './routes/retrieve-message.ts'
import { sendChunk } from './routes/send-chunk.ts'
import { sendMessage } from './routes/send-message.ts'
import { trackByLocalId, trackMessage } from './routes/track-message.ts'
import { createState } from './state.ts'

/** The Message Exchange for Social Care and Health: mailboxes, messages, and what became of them. */
export const service = defineService({
  key: 'mesh',
  title: 'Message Exchange for Social Care and Health',
  basePath: '/messageexchange',
  spec: { title: 'Message Exchange for Social Care and Health API', url: 'https://digital.nhs.uk/developer/api-catalogue/message-exchange-for-social-care-and-health-api', version: '2.0.0' },
  state: createState,
  routes: [endpointLookup, workflowSearch, handshake, listMessages, countMessages, trackMessage, trackByLocalId, headMessage, retrieveMessage, retrieveChunk, acknowledgeMessage, sendMessage, sendChunk],
  errors,
  controls,
  deliveries: ['message'],
})
