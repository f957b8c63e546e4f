import { isAllergicTo } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const keptAllergyKeptFromPrescribers = defect({
  name: 'kept-allergy-kept-from-prescribers',
  requirement: 'E00100',
  story: 'Keeps a marked allergy from everybody, prescribers in the practice included.',
  replaces: isAllergicTo,
  with: (allergy, medicine) => allergy.confidential !== true && allergy.notForPatient !== true && isAllergicTo.proper(allergy, medicine),
})
