import { randomUUID } from 'node:crypto'
import { correlationIdOf } from '../../national/platform.ts'
import { defect } from '../defect.ts'

export const messagesNotTiedToActions = defect({
  name: 'messages-not-tied-to-actions',
  requirement: 'TIF-IG-AUD-03',
  story: 'Makes up an X-Correlation-ID for each message. Which action of which user a message belongs to cannot be said afterwards.',
  replaces: correlationIdOf,
  with: () => randomUUID(),
})
