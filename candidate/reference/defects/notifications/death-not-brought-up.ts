import { onDeath } from '../../notifications/refresh.ts'
import { defect } from '../defect.ts'

export const deathNotBroughtUp = defect({
  name: 'death-not-brought-up',
  requirement: 'NEMS01',
  story: 'Takes a death over from the national record, and leaves it to chance who notices.',
  replaces: onDeath,
  with: () => undefined,
})
