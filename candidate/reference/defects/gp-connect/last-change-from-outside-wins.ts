import { isAsSeen } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const lastChangeFromOutsideWins = defect({
  name: 'last-change-from-outside-wins',
  requirement: 'TIF-GPC-17',
  story: 'Does not look at the version that another organisation has seen.',
  replaces: isAsSeen,
  with: () => true,
})
