import { dangersOf } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const interactionsUnknown = defect({
  name: 'interactions-unknown',
  requirement: 'E00100',
  story: 'Looks for interactions between substances, of which its table has none; classes it does not know.',
  replaces: dangersOf,
  with: () => [],
})
