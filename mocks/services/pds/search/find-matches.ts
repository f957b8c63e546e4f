import { settle, currentRecord, type PdsState } from '../state.ts'
import { isSensitive } from '../patient.ts'
import { latest, type PatientRecord } from '../record.ts'
import type { Criteria } from './criteria.ts'
import { fold } from './fold.ts'
import { locates, score } from './match.ts'

/** A record found, and how well it fits. */
export interface Match {
  record: PatientRecord
  score: number
}

/** All records that fit, best first. A superseded record leads to the one that replaced it; invalidated ones are left out. */
export function findMatches(state: PdsState, criteria: Criteria, now: number): Match[] {
  const best = new Map<string, Match>()
  for (const nhsNumber of candidates(state, criteria)) {
    const matched = state.records.get(nhsNumber)!
    settle(matched, now)
    const points = score(matched, criteria)
    if (points === undefined || (criteria.exact && points < 1)) continue
    const record = currentRecord(state, nhsNumber)
    if (!record || record.invalidated || (locates(criteria) && isSensitive(latest(record).resource))) continue
    const before = best.get(record.nhsNumber)
    if (!before || before.score < points) best.set(record.nhsNumber, { record, score: points })
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.record.nhsNumber < b.record.nhsNumber ? -1 : 1))
}

/** The numbers worth a closer look: by day of birth, else by family name, else all. */
function candidates(state: PdsState, { birth, family, fuzzy }: Criteria): Iterable<string> {
  if (birth.from === birth.to) return state.byBirthDate.get(birth.from) ?? []
  if (family !== undefined && !fuzzy && !family.includes('*')) return state.byFamily.get(fold(family)) ?? []
  return state.records.keys()
}
