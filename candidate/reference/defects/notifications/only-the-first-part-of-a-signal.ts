import { readSignal } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const onlyTheFirstPartOfASignal = defect({
  name: 'only-the-first-part-of-a-signal',
  requirement: 'NEMS01',
  story: 'Reads the event type from where deaths have it, the focus. Changes of other kinds have none, and are unreadable.',
  replaces: readSignal,
  with: (content) => (content.includes('"focus"') ? readSignal.proper(content) : undefined),
})
