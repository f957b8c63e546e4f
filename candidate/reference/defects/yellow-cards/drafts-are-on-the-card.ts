import { medicinesTaken } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const draftsAreOnTheCard = defect({
  name: 'drafts-are-on-the-card',
  requirement: 'E00137',
  story: 'Puts medicines on the card that were thought of and never given.',
  replaces: medicinesTaken,
  with: (items) => items,
})
