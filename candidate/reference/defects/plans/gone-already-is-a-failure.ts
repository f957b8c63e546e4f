import { isGone } from '../../national/nrl.ts'
import { defect } from '../defect.ts'

export const goneAlreadyIsAFailure = defect({
  name: 'gone-already-is-a-failure',
  requirement: 'TIF-TECH-09',
  story: 'Cannot withdraw a plan that the locator does not have any more.',
  replaces: isGone,
  with: ({ status }) => status === 200,
})
