import { isNews } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const everySignalIsNews = defect({
  name: 'every-signal-is-news',
  requirement: 'PDS03',
  story: 'Fetches the record for every signal, whichever version it tells of.',
  replaces: isNews,
  with: () => true,
})
