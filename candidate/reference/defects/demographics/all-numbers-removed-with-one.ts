import { removal } from '../../demographics/patches.ts'
import { defect } from '../defect.ts'

export const allNumbersRemovedWithOne = defect({
  name: 'all-numbers-removed-with-one',
  requirement: 'TIF-PDS-03',
  story: 'Empties the list to remove one number, and the others with it.',
  replaces: removal,
  with: (list, index, item) => [...removal.proper(list, index, item).filter(({ op }) => op === 'test'), { op: 'remove', path: list }],
})
