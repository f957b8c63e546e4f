import { BarsError } from '../../bars/bars-error.ts'
import { conflicting } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const takenSlotToldAsBroken = defect({
  name: 'taken-slot-told-as-broken',
  requirement: 'TIF-GPC-15',
  story: 'Answers that it has failed when a slot is taken: the other service tries again and again.',
  replaces: conflicting,
  with: (failure) => {
    throw new BarsError('unprocessable', 'The message could not be processed.', { cause: failure })
  },
})
