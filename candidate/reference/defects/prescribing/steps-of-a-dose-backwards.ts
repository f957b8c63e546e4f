import { dosageOn } from '../../prescribing/build-order.ts'
import { defect } from '../defect.ts'

export const stepsOfADoseBackwards = defect({
  name: 'steps-of-a-dose-backwards',
  requirement: 'TIF-EPS-07',
  story: 'Numbers the steps of a dose from the last to the first: the patient starts with the dose meant for the end.',
  replaces: dosageOn,
  with: (item) => dosageOn.proper(item).toReversed(),
})
