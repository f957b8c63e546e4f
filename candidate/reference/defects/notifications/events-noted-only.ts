import { isNews } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const eventsNotedOnly = defect({
  name: 'events-noted-only',
  requirement: 'NEMS01',
  story: 'Takes every signal in and enters it in the audit trail; the record is fetched when somebody opens it.',
  replaces: isNews,
  with: () => false,
})
