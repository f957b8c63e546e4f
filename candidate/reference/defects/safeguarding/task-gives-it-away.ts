import { taskText } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const taskGivesItAway = defect({
  name: 'task-gives-it-away',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Writes on the list that everybody reads what the indicator says.',
  replaces: taskText,
  with: () => 'The FGM indicator (family history of female genital mutilation) was not shared nationally. Share it again.',
})
