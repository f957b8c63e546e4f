import { takenOver } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const degradedWordsLeftBehind = defect({
  name: 'degraded-words-left-behind',
  requirement: 'GP2GP07',
  story: 'Sends on what has a code. Words that came without one end here.',
  replaces: takenOver,
  with: (services, patient) => takenOver.proper(services, patient).filter(({ degraded }) => !degraded),
})
