import { missingFrom } from '../../notifications/subscribe.ts'
import { defect } from '../defect.ts'

export const subscribesOverAndOver = defect({
  name: 'subscribes-over-and-over',
  requirement: 'NEMS01',
  story: 'Subscribes to everything at every start, and never looks what it has.',
  replaces: missingFrom,
  with: (wanted) => [...wanted],
})
