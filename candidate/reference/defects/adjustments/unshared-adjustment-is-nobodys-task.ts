import { keepUnshared } from '../../adjustments/change-adjustments.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const unsharedAdjustmentIsNobodysTask = defect({
  name: 'unshared-adjustment-is-nobodys-task',
  requirement: 'TIF-CS-11',
  story: 'Keeps what was not shared, and asks nobody to see to it.',
  replaces: keepUnshared,
  with: (_work, _patientId, _code, failure) => new Refusal(failure.code, `${failure.message} The reasonable adjustment was not shared nationally.`),
})
