import { verdictIn } from '../../national/yellow-card.ts'
import { defect } from '../defect.ts'

export const acknowledgementUnread = defect({
  name: 'acknowledgement-unread',
  requirement: 'TIF-CS-11',
  story: 'Takes an answer with status 200 for a yes, whatever it says.',
  replaces: verdictIn,
  with: () => ({ accepted: true as const, number: 'ADR 00000000' }),
})
