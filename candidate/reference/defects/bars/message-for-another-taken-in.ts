import { isAddressedToUs } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const messageForAnotherTakenIn = defect({
  name: 'message-for-another-taken-in',
  requirement: 'BARS01',
  story: 'Looks at the header of the call alone, and not at whom the message names.',
  replaces: isAddressedToUs,
  with: () => true,
})
