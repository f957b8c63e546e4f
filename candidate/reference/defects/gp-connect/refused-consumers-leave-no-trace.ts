import { isWorthNoting } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const refusedConsumersLeaveNoTrace = defect({
  name: 'refused-consumers-leave-no-trace',
  requirement: 'TIF-IG-AUD-07',
  story: 'Writes down what was answered, and not what was refused.',
  replaces: isWorthNoting,
  with: ({ status }) => status >= 500,
})
