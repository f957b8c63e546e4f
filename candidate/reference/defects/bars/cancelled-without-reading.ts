import { basisOfCancelling } from '../../bars/after.ts'
import { defect } from '../defect.ts'

export const cancelledWithoutReading = defect({
  name: 'cancelled-without-reading',
  requirement: 'E00150',
  story: 'Cancels what it sent, without reading what the service holds now.',
  replaces: basisOfCancelling,
  with: async (_work, { details }) => ({ id: details.remoteId, meta: {} }),
})
