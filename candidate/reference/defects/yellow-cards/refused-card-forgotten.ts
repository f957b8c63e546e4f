import { cardsStore } from '../../yellow-cards/cards-store.ts'
import { keepRefused } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const refusedCardForgotten = defect({
  name: 'refused-card-forgotten',
  requirement: 'TIF-CS-11',
  story: 'Notes that the regulator did not accept a card, and tells nobody.',
  replaces: keepRefused,
  with: ({ services }, card, problem) => cardsStore(services).become(card, 'refused', { problem }),
})
