import { numberField } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const numberFieldTakesAnything = defect({
  name: 'number-field-takes-anything',
  requirement: 'NUM-0017',
  story: 'Takes whatever is typed into the field for the NHS number, and as it is typed.',
  replaces: numberField,
  with: () => ({}),
})
