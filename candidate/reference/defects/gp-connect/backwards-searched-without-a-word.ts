import { isBackwards } from '../../gp-connect/search-period.ts'
import { defect } from '../defect.ts'

export const backwardsSearchedWithoutAWord = defect({
  name: 'backwards-searched-without-a-word',
  requirement: 'TIF-GPC-12',
  story: 'Answers a search that ends before it begins with nothing found.',
  replaces: isBackwards,
  with: () => false,
})
