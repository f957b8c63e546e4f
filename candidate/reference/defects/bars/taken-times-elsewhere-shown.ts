import { statusAsked } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const takenTimesElsewhereShown = defect({
  name: 'taken-times-elsewhere-shown',
  requirement: 'BARS01',
  story: 'Asks for all times, and shows those that are taken among them.',
  replaces: statusAsked,
  with: () => 'free,busy',
})
