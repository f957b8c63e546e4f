import type { Defect } from './defects.ts'
import type { ProvenScenario } from './prove.ts'

/**
 * How likely a defect fails each scenario, as a number to sort by: most of all those of the requirement it breaks where these are
 * few, then those of a feature in which it has failed others, then those on the same subject or in the same words. Only the order in which pairs are
 * tried hangs on it, never the verdict.
 *
 * @param own scenarios of the requirement that the defect breaks
 * @param failed scenarios that the defect has failed so far
 */
export function kinshipOf(defect: Defect, own: readonly ProvenScenario[], failed: readonly ProvenScenario[]): (scenario: ProvenScenario) => number {
  const mine = new Set(own)
  const subjects = new Set(own.flatMap(subjectsOf))
  const failures = countBy(failed.map(featureOf))
  const words = new Set(wordsOf(`${defect.name} ${defect.story}`))
  // A requirement that dozens of scenarios verify says little about each of them.
  const closeness = 400 / Math.max(own.length, 4)
  const feature = (count: number) => (count > 0 ? 40 + 5 * Math.min(count, 9) : 0)
  return (scenario) =>
    (mine.has(scenario) ? 10 + closeness : 0) +
    feature(failures.get(featureOf(scenario)) ?? 0) +
    3 * wordsOf(scenario.name).filter((word) => words.has(word)).length +
    subjectsOf(scenario).filter((subject) => subjects.has(subject)).length
}

/** What a scenario is about: services, capabilities and hazards. */
export function subjectsOf({ tags }: ProvenScenario): string[] {
  return tags.filter((tag) => /^@(service|capability|hazard):/.test(tag))
}

const featureOf = ({ path }: ProvenScenario): string => path.replace(/:\d+$/, '')

/** Words that mean something, cut so that their endings do not matter. */
const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().match(/[a-z]{5,}/g)?.map((word) => word.slice(0, 5)))]

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
