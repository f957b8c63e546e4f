import { newNumber } from '../../prescribing/prescription-id.ts'
import { defect } from '../defect.ts'

let count = 0
let last = ''

export const prescriptionNumberUsedAgain = defect({
  name: 'prescription-number-used-again',
  requirement: 'TIF-EPS-03',
  story:
    'Counts prescriptions in memory and starts from the same number at each restart, so that the second prescription has the id of an earlier one.',
  replaces: newNumber,
  with: () => (++count % 2 === 1 ? (last = newNumber.proper()) : last),
})
