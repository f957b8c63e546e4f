import { atNoAddress, searchset } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const unknownAddressesFindNothing = defect({
  name: 'unknown-addresses-find-nothing',
  requirement: 'TIF-GPC-11',
  story: 'Answers at addresses that there are not as though nothing had been found.',
  replaces: atNoAddress,
  with: () => searchset([]),
})
