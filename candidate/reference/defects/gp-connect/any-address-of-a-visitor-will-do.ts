import { wrongAddress } from '../../gp-connect/registration-sent.ts'
import { defect } from '../defect.ts'

export const anyAddressOfAVisitorWillDo = defect({
  name: 'any-address-of-a-visitor-will-do',
  requirement: 'TIF-GPC-11',
  story: 'Takes addresses of every use, old ones included, as long as none is there twice.',
  replaces: wrongAddress,
  with: (addresses) => addresses.map(({ use }) => String(use)).find((use, at, uses) => uses.indexOf(use) !== at),
})
