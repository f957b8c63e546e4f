import { formatNhsNumber } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const nhsNumberCutShort = defect({
  name: 'nhs-number-cut-short',
  requirement: 'NUM-0001',
  story: 'Shows the last four digits of the NHS number only, as banks do with cards.',
  replaces: formatNhsNumber,
  with: (nhsNumber) => `… ${nhsNumber.slice(-4)}`,
})
