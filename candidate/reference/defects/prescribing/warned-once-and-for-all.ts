import { warnsAgain } from '../../prescribing/sign-items.ts'
import { defect } from '../defect.ts'

export const warnedOnceAndForAll = defect({
  name: 'warned-once-and-for-all',
  requirement: 'E00100',
  story: 'Looks for warnings when an item is drafted, and not when it is signed, a week later.',
  replaces: warnsAgain,
  with: () => false,
})
