import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, refuseAccess } from './errors.ts'
import { publishEvent } from './routes/publish-event.ts'
import { createSubscription, deleteSubscription, getSubscription, listSubscriptions, updateSubscription } from './routes/subscriptions.ts'
import { createState, type MnsState } from './state.ts'

const NOTHING: Record<string, string> = {}

/** The Multicast Notification Service: events of national services, for whoever subscribed to them. */
export const service = defineService<MnsState, typeof controls>({
  key: 'mns',
  title: 'Multicast Notification Service',
  basePath: '/multicast-notification-service',
  spec: { title: 'Multicast Notification Service API', url: 'https://digital.nhs.uk/developer/api-catalogue/multicast-notification-service' },
  state: createState,
  routes: [publishEvent, createSubscription, listSubscriptions, getSubscription, updateSubscription, deleteSubscription],
  errors,
  refuseAccess,
  everyReply: (call) => {
    const correlation = call.header('x-correlation-id')
    return correlation === undefined ? NOTHING : { 'x-correlation-id': correlation }
  },
  controls,
})
