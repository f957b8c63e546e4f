import { isFollowed } from '../../nems/follow.ts'
import { defect } from '../defect.ts'

export const followedOverAndOver = defect({
  name: 'followed-over-and-over',
  requirement: 'NEMS01',
  story: 'Asks NEMS again for a subscription that it has.',
  replaces: isFollowed,
  with: () => false,
})
