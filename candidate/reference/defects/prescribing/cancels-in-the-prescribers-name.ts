import { isByAnother } from '../../prescribing/cancel-message.ts'
import { defect } from '../defect.ts'

export const cancelsInThePrescribersName = defect({
  name: 'cancels-in-the-prescribers-name',
  requirement: 'TIF-EPS-10',
  story: 'Names the prescriber as the one who cancels, whoever it is.',
  replaces: isByAnother,
  with: () => false,
})
