import { repeatEntries } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const onlineRepeatsLeftBehind = defect({
  name: 'online-repeats-left-behind',
  requirement: 'GP2GP07',
  story: 'Sends the medication that was prescribed, and not the repeats that the patient orders online.',
  replaces: repeatEntries,
  with: () => [],
})
