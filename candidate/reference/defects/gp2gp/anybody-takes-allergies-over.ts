import { demandReviewer } from '../../gp2gp/review.ts'
import { defect } from '../defect.ts'

export const anybodyTakesAllergiesOver = defect({
  name: 'anybody-takes-allergies-over',
  requirement: 'TIF-GP2GP-02',
  story: 'Lets whoever is signed in decide about allergies and medication.',
  replaces: demandReviewer,
  with: () => undefined,
})
