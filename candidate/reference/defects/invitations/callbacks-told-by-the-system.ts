import { agentOfCallback } from '../../invitations/take-status.ts'
import { defect } from '../defect.ts'

export const callbacksToldByTheSystem = defect({
  name: 'callbacks-told-by-the-system',
  requirement: 'ISNFR02',
  story: 'Enters what NHS Notify tells under the name of the system itself.',
  replaces: agentOfCallback,
  with: (device) => ({ system: 'Practice system', device }),
})
