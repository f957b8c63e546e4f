import { cardsStore } from '../../yellow-cards/cards-store.ts'
import { keepUnsent } from '../../yellow-cards/report-reaction.ts'
import { defect } from '../defect.ts'

export const unsentCardShownAsSent = defect({
  name: 'unsent-card-shown-as-sent',
  requirement: 'TIF-CS-11',
  story: 'Shows a card as sent once it is filled in.',
  replaces: keepUnsent,
  with: ({ services }, card) => cardsStore(services).become(card, 'sent'),
})
