import { medicinesTaken } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const cardLeftEmpty = defect({
  name: 'card-left-empty',
  requirement: 'E00137',
  story: 'Opens an empty form, and leaves it to the clinician to look the medicines up.',
  replaces: medicinesTaken,
  with: () => [],
})
