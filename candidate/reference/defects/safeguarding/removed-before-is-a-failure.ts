import { isGone } from '../../national/patient-flags.ts'
import { defect } from '../defect.ts'

export const removedBeforeIsAFailure = defect({
  name: 'removed-before-is-a-failure',
  requirement: 'TIF-CS-11',
  story: 'Cannot settle a removal that was done, once its answer was lost.',
  replaces: isGone,
  with: ({ status }) => status === 200,
})
