import { Refusal } from '../../refusal.ts'
import { keepDelivery } from '../../spine/receive.ts'
import { spineStore } from '../../spine/spine-store.ts'
import { defect } from '../defect.ts'

export const knownMessageNotAcknowledged = defect({
  name: 'known-message-not-acknowledged',
  requirement: 'GP2GP08',
  story: 'Refuses a message that it has already. The Spine, whose acknowledgement was lost, goes on delivering it.',
  replaces: keepDelivery,
  with: (services, message, about) => {
    if (!spineStore(services).takeIn(message, about)) throw new Refusal('already-done', 'This message is here already.')
  },
})
