import { isRepeated } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const lastOfTwoPartsCounts = defect({
  name: 'last-of-two-parts-counts',
  requirement: 'TIF-GPC-11',
  story: 'Lets the second of two equal parts overwrite the first.',
  replaces: isRepeated,
  with: () => false,
})
