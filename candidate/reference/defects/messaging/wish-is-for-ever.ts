import { setWish } from '../../messaging/wishes.ts'
import { defect } from '../defect.ts'

export const wishIsForEver = defect({
  name: 'wish-is-for-ever',
  requirement: 'E00367',
  story: 'Who once asked for no messages never gets one again: the change back is confirmed and not stored.',
  replaces: setWish,
  with: (work, wish) => (wish.wanted ? undefined : setWish.proper(work, wish)),
})
