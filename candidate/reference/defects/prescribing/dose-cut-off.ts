import { dosageOn } from '../../prescribing/build-order.ts'
import { defect } from '../defect.ts'

export const doseCutOff = defect({
  name: 'dose-cut-off',
  requirement: 'E00104',
  story: 'Keeps the dose in a field of twenty characters. What does not fit never reaches the pharmacy.',
  replaces: dosageOn,
  with: (item) => dosageOn.proper(item).map((text) => text.slice(0, 20)),
})
