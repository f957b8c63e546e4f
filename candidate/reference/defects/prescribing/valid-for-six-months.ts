import { validUntil } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const validForSixMonths = defect({
  name: 'valid-for-six-months',
  requirement: 'TIF-CD-04',
  story: 'Shows every prescription as valid for six months.',
  replaces: validUntil,
  with: (from, _medicines, course) => validUntil.proper(from, [], course),
})
