import { reasonSuffices } from '../../prescribing/draft-item.ts'
import { defect } from '../defect.ts'

export const blankReasonWillDo = defect({
  name: 'blank-reason-will-do',
  requirement: 'E00100',
  story: 'Asks for a reason and takes an empty one.',
  replaces: reasonSuffices,
  with: () => true,
})
