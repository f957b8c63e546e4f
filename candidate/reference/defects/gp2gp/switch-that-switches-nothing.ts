import { isSwitchedOn } from '../../gp2gp/switch.ts'
import { defect } from '../defect.ts'

export const switchThatSwitchesNothing = defect({
  name: 'switch-that-switches-nothing',
  requirement: 'GP2GP07',
  story: 'Has a switch for electronic records, and never looks at it.',
  replaces: isSwitchedOn,
  with: () => true,
})
