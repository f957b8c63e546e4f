import { afterNoAnswer } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const cancellationForgotten = defect({
  name: 'cancellation-forgotten',
  requirement: 'TIF-CS-11',
  story: 'Shows the error of an unanswered cancellation once. Nothing reminds anybody that the item may still be dispensed.',
  replaces: afterNoAnswer,
  with: (_work, _item, refusal) => {
    throw refusal
  },
})
