import { addressElements } from '../../registration-links/write-transaction.ts'
import { defect } from '../defect.ts'

export const emptyAddressLinesLeftOut = defect({
  name: 'empty-address-lines-left-out',
  requirement: 'NH04',
  story: 'Leaves empty address lines out, and moves the town to where the locality belongs.',
  replaces: addressElements,
  with: (lines, postcode) => addressElements.proper(lines.filter((line) => line !== ''), postcode),
})
