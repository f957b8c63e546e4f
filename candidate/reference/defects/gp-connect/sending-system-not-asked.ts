import { namesItsSystem } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const sendingSystemNotAsked = defect({
  name: 'sending-system-not-asked',
  requirement: 'TIF-GPC-06',
  story: 'Leaves it to the Spine to know which system a call comes from.',
  replaces: namesItsSystem,
  with: () => true,
})
