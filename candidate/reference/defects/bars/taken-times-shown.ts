import { statusAsked } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const takenTimesShown = defect({
  name: 'taken-times-shown',
  requirement: 'BARS01',
  story: 'Asks for all times, and shows those that are taken among them.',
  replaces: statusAsked,
  with: () => 'free,busy',
})
