import { isAnswered } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const alwaysAcknowledged = defect({
  name: 'always-acknowledged',
  requirement: 'DDP04',
  story: 'Acknowledges what no acknowledgement was asked for.',
  replaces: isAnswered,
  with: () => true,
})
