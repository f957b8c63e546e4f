import { letGo } from '../../nems/follow.ts'
import { defect } from '../defect.ts'

export const leaversFollowedOn = defect({
  name: 'leavers-followed-on',
  requirement: 'TIF-IG-LR-01',
  story: 'Goes on hearing of patients who have left the practice.',
  replaces: letGo,
  with: async () => undefined,
})
