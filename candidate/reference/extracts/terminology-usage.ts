import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { entriesOf, everybody, isFullyRegistered } from './coded-entries.ts'
import type { ExtractRecord } from './extract-file.ts'
import { isWithin, type Period } from './period.ts'

/** When the practice began to work with this system: an ISO date. */
export const liveSince = ({ database, clock }: Pick<Services, 'database' | 'clock'>): string => database.one<{ date: string }>('SELECT date FROM live_since')?.date ?? clock.today()

/** Whether the practice had worked with this system for two months when a year began: before that its records say little. Source: GP-BI.2-07. */
export const isSettled = behaviour('extracts.isSettled', ({ from }: Period, since: string): boolean => {
  const latest = new Date(`${from}T12:00:00Z`)
  latest.setUTCMonth(latest.getUTCMonth() - 2)
  return since <= latest.toISOString().slice(0, 10)
})

/** How often each code was recorded in a year, over all patients who are fully registered. */
export const codeUsage = behaviour('extracts.codeUsage', (services: Services, bounds: { from: number; to: number }): ExtractRecord[] => {
  const counts = new Map<string, number>()
  for (const { id } of everybody(services).filter((patient) => isFullyRegistered(patient))) {
    for (const { code, recordedAt } of entriesOf(services, id)) if (isWithin(recordedAt, bounds)) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].sort().map(([Code, count]) => ({ Code, Count: String(count) }))
})
