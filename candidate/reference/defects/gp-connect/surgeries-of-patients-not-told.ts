import { preferredSurgery } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const surgeriesOfPatientsNotTold = defect({
  name: 'surgeries-of-patients-not-told',
  requirement: 'TIF-GPC-18',
  story: 'Does not tell to which surgery a patient goes, since the practice has only one.',
  replaces: preferredSurgery,
  with: () => [],
})
