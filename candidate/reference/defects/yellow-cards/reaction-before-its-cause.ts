import { faultsOf } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const reactionBeforeItsCause = defect({
  name: 'reaction-before-its-cause',
  requirement: 'EYCR-001',
  story: 'Sends whatever date was typed, and leaves it to the regulator to wonder.',
  replaces: faultsOf,
  with: (card, drugs, today) => faultsOf.proper(card, drugs, today).filter(({ field }) => field !== 'started'),
})
