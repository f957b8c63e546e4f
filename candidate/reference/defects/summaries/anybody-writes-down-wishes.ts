import { demandKeeper } from '../../summaries/set-preference.ts'
import { defect } from '../defect.ts'

export const anybodyWritesDownWishes = defect({
  name: 'anybody-writes-down-wishes',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Takes a wish about the summary from whoever is signed in.',
  replaces: demandKeeper,
  with: () => {},
})
