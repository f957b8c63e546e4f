import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { forwardReliable } from './routes/forward-reliable.ts'
import { reliableRequest } from './routes/reliable-request.ts'
import { createState } from './state.ts'

/** The Spine's message handler: beyond it another practice that does GP2GP, and in it the keeper of Summary Care Records. */
export const service = defineService({
  key: 'spine',
  title: 'Spine messages: GP2GP, uploads of summaries',
  basePath: '/reliablemessaging',
  spec: { title: 'Spine external interface specification, GP2GP', url: 'https://digital.nhs.uk/services/gp2gp' },
  state: createState,
  routes: [forwardReliable, reliableRequest],
  errors,
  controls,
  deliveries: ['message'],
})
