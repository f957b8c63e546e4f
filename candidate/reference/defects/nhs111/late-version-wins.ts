import { isOutdated } from '../../nhs111/receive.ts'
import { defect } from '../defect.ts'

export const lateVersionWins = defect({
  name: 'late-version-wins',
  requirement: '111-04',
  story: 'Puts whichever version of a report comes last in the place of the others, also an older one that was held up.',
  replaces: isOutdated,
  with: () => false,
})
