import { randomUUID } from 'node:crypto'
import { pauseBeforeRetry, requestIdForRetry } from '../../national/retry.ts'
import { defect, swap } from '../defect.ts'

export const repeatsWhatMayHaveArrived = defect({
  name: 'repeats-what-may-have-arrived',
  requirement: 'TIF-PDS-04',
  story: 'Treats a broken connection as though nothing had been sent, and sends the update again.',
  replaces: pauseBeforeRetry,
  with: (attempt) => pauseBeforeRetry.proper(attempt.outcome === 'broken' ? { ...attempt, method: 'GET' } : attempt),
  also: [swap(requestIdForRetry, () => randomUUID())],
})
