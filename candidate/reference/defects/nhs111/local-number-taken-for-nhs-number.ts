import { patientOf } from '../../nhs111/cda.ts'
import { attribute, below } from '../../nhs111/dom.ts'
import { defect } from '../defect.ts'

export const localNumberTakenForNhsNumber = defect({
  name: 'local-number-taken-for-nhs-number',
  requirement: '111-01',
  story: 'Takes the first number in a report for the NHS number, which is as often the caller number of 111.',
  replaces: patientOf,
  with: (role) => ({ ...patientOf.proper(role), nhsNumber: attribute(below(role, 'id'), 'extension') ?? '' }),
})
