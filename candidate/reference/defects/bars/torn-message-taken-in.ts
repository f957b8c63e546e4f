import { isWhole } from '../../bars/incoming.ts'
import { defect } from '../defect.ts'

export const tornMessageTakenIn = defect({
  name: 'torn-message-taken-in',
  requirement: 'BARS01',
  story: 'Does not look whether all that a message refers to has come with it.',
  replaces: isWhole,
  with: () => true,
})
