import { isNumber } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const tenDigitsFindAPatient = defect({
  name: 'ten-digits-find-a-patient',
  requirement: 'TIF-GPC-18',
  story: 'Searches for whatever has ten digits.',
  replaces: isNumber,
  with: (text) => /^\d{10}$/.test(text),
})
