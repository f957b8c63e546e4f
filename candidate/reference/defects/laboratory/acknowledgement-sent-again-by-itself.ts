import { meshStore } from '../../mesh/mesh-store.ts'
import { onUndelivered } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const acknowledgementSentAgainByItself = defect({
  name: 'acknowledgement-sent-again-by-itself',
  requirement: 'DDP03',
  story: 'Sends an acknowledgement again that was not collected, whether or not the laboratory asks.',
  replaces: onUndelivered,
  with: (services, sent) => void meshStore(services).enqueue(sent),
})
