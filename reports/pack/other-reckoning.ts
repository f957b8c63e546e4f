import { parseJson } from './parse-json.ts'
import type { Results } from './results.ts'
import type { Touch } from './verify.ts'

/**
 * How a results.json differs that is signed, but is not what this Assay makes of the log: as an older or newer Assay adds it up. Undefined
 * when it cannot be that: no results of this version, or of other requirements, scenarios or another run than the log's.
 *
 * Whoever holds the key could also have written it by hand, so each outcome that differs is named, and what the log adds up to now counts.
 *
 * @param sealed   results.json as it lies in the pack, a stranger's
 * @param writtenBy version of Assay that environment.json names
 */
export function otherReckoning(sealed: string, now: Results, writtenBy: string): Touch[] | undefined {
  const there = readResults(sealed)
  if (there === undefined || there.runId !== now.run.id) return undefined
  const differences: Touch[] = []
  for (const list of ['requirements', 'scenarios'] as const) {
    const outcomes = there[list]
    if (outcomes.size !== now[list].length) return undefined
    for (const { id, outcome } of now[list]) {
      const before = outcomes.get(id)
      if (before === undefined) return undefined
      if (before !== outcome) differences.push({ place: 'results.json', what: `has ${before} for ${list === 'scenarios' ? 'scenario ' : ''}${id}; the event log adds up to ${outcome} now` })
    }
  }
  const what = `is signed and unchanged, but not added up as this Assay adds up the event log; it was written by Assay ${writtenBy}`
  return [{ place: 'results.json', what: differences.length > 0 ? what : `${what}. Every outcome is the same` }, ...differences]
}

interface Sealed {
  runId: unknown
  requirements: Map<string, string>
  scenarios: Map<string, string>
}

function readResults(text: string): Sealed | undefined {
  try {
    const value = parseJson(text)
    if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['run'])) return undefined
    const [requirements, scenarios] = [outcomesOf(value['requirements']), outcomesOf(value['scenarios'])]
    return requirements && scenarios && { runId: value['run']['id'], requirements, scenarios }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function outcomesOf(list: unknown): Map<string, string> | undefined {
  if (!Array.isArray(list)) return undefined
  const outcomes = new Map<string, string>()
  for (const item of list as unknown[]) {
    if (!isRecord(item)) return undefined
    const { id, outcome } = item
    if (typeof id !== 'string' || typeof outcome !== 'string' || outcomes.has(id)) return undefined
    outcomes.set(id, outcome)
  }
  return outcomes
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The version of Assay that an environment.json names. */
export function writerOf(environment: string): string {
  try {
    const value = parseJson(environment)
    const version = isRecord(value) ? value['assay'] : undefined
    return typeof version === 'string' ? version.slice(0, 40) : 'of a version that environment.json does not name'
  } catch (error) {
    if (error instanceof SyntaxError) return 'of a version that environment.json does not name'
    throw error
  }
}
