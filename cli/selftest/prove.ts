import type { Crew } from './crew.ts'
import type { Defect } from './defects.ts'
import type { Job, JobResult } from './job.ts'
import type { Outcome } from '../../config/outcome.ts'

/** A scenario as the self-test knows it. */
export interface ProvenScenario {
  path: string
  name: string
  requirements: string[]
  tags: string[]
}

/** What the self-test found. */
export interface Proof {
  scenarios: ProvenScenario[]
  defects: Defect[]
  /** Outcome of a scenario under a defect; absent where the pair was not tried. */
  outcome(defect: string, path: string): Outcome | undefined
  /** Clean candidate: scenarios that did not pass, with why. */
  cleanFailures: { path: string; outcome: Outcome; reason?: string }[]
  /** Defects that no scenario failed. */
  survivors: Defect[]
  /** Scenarios that no defect failed. */
  unproven: ProvenScenario[]
  /** Pairs that ended in an error: a defect must make scenarios fail, not break the harness. */
  errors: { defect: string; path: string; reason?: string }[]
  /** Defects with which the candidate or the harness did not even start. */
  broken: { defect: string; why: string }[]
}

/**
 * Tries defects on scenarios until every defect was caught and every scenario has caught one, or everything was tried.
 *
 * In rounds, so that it stays short: first the scenarios of the requirement a defect was written for; then, for scenarios
 * that caught nothing and defects nobody caught, those that share a capability or service. `full` tries every pair.
 */
export async function prove(options: {
  crew: Crew
  scenarios: ProvenScenario[]
  defects: Defect[]
  ordinals: Record<string, number>
  full: boolean
  tell(text: string): void
}): Promise<Proof> {
  const { crew, scenarios, defects, ordinals, tell } = options
  const outcomes = new Map<string, JobResult['outcomes']>()
  const broken: Proof['broken'] = []
  let nextId = 0
  const tried = (defect: Defect, scenario: ProvenScenario) => outcomes.get(defect.name)?.[scenario.path] !== undefined
  const outcome: Proof['outcome'] = (defect, path) => outcomes.get(defect)?.[path]?.outcome
  const kills = (defect: Defect, scenario: ProvenScenario) => outcome(defect.name, scenario.path) === 'failed'

  const attempt = async (title: string, choose: (defect: Defect) => ProvenScenario[]) => {
    const jobs = defects.flatMap((defect): Job[] => {
      const paths = choose(defect).filter((scenario) => !tried(defect, scenario)).map((scenario) => scenario.path)
      return paths.length ? [{ id: nextId++, defect: defect.name, paths, ordinals }] : []
    })
    if (!jobs.length) return
    tell(`${title}: ${jobs.length} defects, ${jobs.reduce((sum, job) => sum + job.paths.length, 0)} runs of scenarios`)
    const byId = new Map(jobs.map((job) => [job.id, job]))
    await crew.run(jobs, (result) => {
      const { defect = '' } = byId.get(result.id)!
      outcomes.set(defect, { ...outcomes.get(defect), ...result.outcomes })
      if (result.broken) broken.push({ defect, why: result.broken })
      const caught = Object.values(result.outcomes).filter((each) => each.outcome === 'failed').length
      tell(`  ${caught ? 'caught  ' : 'survived'}  ${defect}  (${caught} of ${Object.keys(result.outcomes).length} scenarios)`)
    })
  }

  tell(`Clean candidate: ${scenarios.length} scenarios`)
  const halves = [scenarios.filter((_, at) => at % 2 === 0), scenarios.filter((_, at) => at % 2 === 1)].filter((half) => half.length > 0)
  const clean = await crew.run(halves.map((half) => ({ id: nextId++, paths: half.map((scenario) => scenario.path), ordinals })), () => undefined)
  const cleanOutcomes = Object.assign({}, ...clean.map((result) => result.outcomes)) as JobResult['outcomes']
  const cleanFailures = scenarios.flatMap((scenario) => {
    const { outcome: seen = 'untested' as const, reason } = cleanOutcomes[scenario.path] ?? {}
    return seen === 'passed' ? [] : [{ path: scenario.path, outcome: seen, ...(reason && { reason }) }]
  })
  for (const result of clean) if (result.broken) broken.push({ defect: 'none', why: result.broken })

  const survivors = () => defects.filter((defect) => !scenarios.some((scenario) => kills(defect, scenario)))
  const unproven = () => scenarios.filter((scenario) => !defects.some((defect) => kills(defect, scenario)))
  if (options.full) await attempt('Every pair', () => scenarios)
  else {
    await attempt('By requirement', (defect) => scenarios.filter((scenario) => scenario.requirements.includes(defect.requirement)))
    const related = (defect: Defect, scenario: ProvenScenario) => scenarios.some((other) => other.requirements.includes(defect.requirement) && shareSubject(other, scenario))
    const open = () => {
      const loose = new Set(unproven())
      const uncaught = new Set(survivors())
      return (defect: Defect) => (scenario: ProvenScenario) => loose.has(scenario) || uncaught.has(defect)
    }
    const afterFirst = open()
    await attempt('By subject', (defect) => scenarios.filter((scenario) => afterFirst(defect)(scenario) && related(defect, scenario)))
  }

  return {
    scenarios,
    defects,
    outcome,
    cleanFailures,
    survivors: survivors(),
    unproven: unproven(),
    errors: defects.flatMap((defect) =>
      Object.entries(outcomes.get(defect.name) ?? {}).flatMap(([path, { outcome: seen, reason }]) => (seen === 'error' ? [{ defect: defect.name, path, ...(reason && { reason }) }] : [])),
    ),
    broken,
  }
}

/** Two scenarios that share a service, or a capability. */
function shareSubject(a: ProvenScenario, b: ProvenScenario): boolean {
  return a.tags.some((tag) => (tag.startsWith('@service:') || tag.startsWith('@capability:')) && b.tags.includes(tag))
}
