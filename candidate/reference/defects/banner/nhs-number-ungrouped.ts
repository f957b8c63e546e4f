import { formatNhsNumber } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const nhsNumberUngrouped = defect({
  name: 'nhs-number-ungrouped',
  requirement: 'NUM-0002',
  story: 'Shows the NHS number as it is stored: ten digits in a row, which people misread.',
  replaces: formatNhsNumber,
  with: (nhsNumber) => nhsNumber,
})
