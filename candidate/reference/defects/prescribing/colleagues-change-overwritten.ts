import { isAsSeen } from '../../prescribing/draft-item.ts'
import { defect } from '../defect.ts'

export const colleaguesChangeOverwritten = defect({
  name: 'colleagues-change-overwritten',
  requirement: 'E00096',
  story: 'Saves a change over whatever a colleague has changed in the meantime.',
  replaces: isAsSeen,
  with: () => true,
})
