import { meaningOf } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const whateverIsAnsweredIsCancelled = defect({
  name: 'whatever-is-answered-is-cancelled',
  requirement: 'TIF-EPS-12',
  story: 'Shows an item as cancelled as soon as EPS has answered the cancellation, whatever it answered.',
  replaces: meaningOf,
  with: () => ({ status: 'cancelled' as const, text: 'Cancelled.' }),
})
