import { outcomeCode } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const unknownToldAsRecovered = defect({
  name: 'unknown-told-as-recovered',
  requirement: 'EYCR-001',
  story: 'Tells an outcome that nobody knows as the best there is.',
  replaces: outcomeCode,
  with: (card) => (card.outcome === 'unknown' ? '1' : outcomeCode.proper(card)),
})
