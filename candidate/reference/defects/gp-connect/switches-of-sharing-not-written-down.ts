import { writeDown } from '../../gp-connect/sharing.ts'
import { defect } from '../defect.ts'

export const switchesOfSharingNotWrittenDown = defect({
  name: 'switches-of-sharing-not-written-down',
  requirement: 'TIF-GPC-09',
  story: 'Switches, and writes nothing down.',
  replaces: writeDown,
  with: () => undefined,
})
