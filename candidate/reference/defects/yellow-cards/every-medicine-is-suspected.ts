import { drugsOn } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const everyMedicineIsSuspected = defect({
  name: 'every-medicine-is-suspected',
  requirement: 'EYCR-001',
  story: 'Reports all that the patient takes as suspected.',
  replaces: drugsOn,
  with: (card) => drugsOn.proper(card).map((drug) => ({ ...drug, suspect: true })),
})
