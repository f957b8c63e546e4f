import { followedEvents } from '../../national/nems.ts'
import { defect } from '../defect.ts'

export const deathsNotFollowed = defect({
  name: 'deaths-not-followed',
  requirement: 'NEMS01',
  story: 'Subscribes to changes of a record, and not to the death of its patient.',
  replaces: followedEvents,
  with: () => followedEvents.proper().filter((event) => !event.includes('death')),
})
