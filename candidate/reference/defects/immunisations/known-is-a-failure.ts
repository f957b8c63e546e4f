import { isKnown } from '../../national/immunisations.ts'
import { defect } from '../defect.ts'

export const knownIsAFailure = defect({
  name: 'known-is-a-failure',
  requirement: 'TIF-CS-11',
  story: 'Takes it for a failure that the national service has a vaccination already, and never stops trying.',
  replaces: isKnown,
  with: () => false,
})
