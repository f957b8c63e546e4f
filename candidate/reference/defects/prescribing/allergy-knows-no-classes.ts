import { isAllergicTo } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const allergyKnowsNoClasses = defect({
  name: 'allergy-knows-no-classes',
  requirement: 'E00100',
  story: 'Warns of the very substance, and not of its class: amoxicillin is given to somebody allergic to penicillins.',
  replaces: isAllergicTo,
  with: ({ code }, medicine) => code in medicine.ingredients,
})
