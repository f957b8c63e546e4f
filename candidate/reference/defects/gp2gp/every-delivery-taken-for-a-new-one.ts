import { randomUUID } from 'node:crypto'
import { keepDelivery } from '../../spine/receive.ts'
import { spineStore } from '../../spine/spine-store.ts'
import { defect } from '../defect.ts'

export const everyDeliveryTakenForANewOne = defect({
  name: 'every-delivery-taken-for-a-new-one',
  requirement: 'GP2GP08',
  story: 'Goes by the time at which a message came, and not by its id: what the Spine delivers again is worked on again.',
  replaces: keepDelivery,
  with: (services, message, about) => {
    const store = spineStore(services)
    if (store.takeIn(message, about)) return
    store.takeIn({ ...message, envelope: { ...message.envelope, messageId: randomUUID().toUpperCase() } }, about)
  },
})
