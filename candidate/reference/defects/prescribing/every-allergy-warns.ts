import { isAllergicTo } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const everyAllergyWarns = defect({
  name: 'every-allergy-warns',
  requirement: 'E00100',
  story: 'Warns of any allergy with every medicine. After a week nobody reads it.',
  replaces: isAllergicTo,
  with: () => true,
})
