import { statusOnList } from '../../appointments/day-list.ts'
import { defect } from '../defect.ts'

export const statusAsAColouredDot = defect({
  name: 'status-as-a-coloured-dot',
  requirement: 'E00223',
  story: 'Shows the state of an appointment as a dot. Who cannot tell the colours, or listens to the page, does not know who is waiting.',
  replaces: statusOnList,
  with: () => '●',
})
