import { levelSuffices } from '../../patient-facing/prescriptions/routes.ts'
import { defect } from '../defect.ts'

export const levelOfPrescriptionsIgnored = defect({
  name: 'level-of-prescriptions-ignored',
  requirement: 'E00328',
  story: 'Shows the level of access to prescriptions to the app, and asks no more of it itself.',
  replaces: levelSuffices,
  with: () => true,
})
