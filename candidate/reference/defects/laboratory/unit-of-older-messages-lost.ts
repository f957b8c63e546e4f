import { unitOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const unitOfOlderMessagesLost = defect({
  name: 'unit-of-older-messages-lost',
  requirement: 'DDP02',
  story: 'Looks for the unit where the newer message has it, and shows numbers of the older one without.',
  replaces: unitOf,
  with: (result) => result.elements[3]?.[3] ?? '',
})
