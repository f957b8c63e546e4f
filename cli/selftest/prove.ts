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

/** Scenarios that are tried together before it is asked whether the defect is caught. */
const GROUP = 8

/**
 * Tries defects on scenarios until every defect is caught and every scenario has caught one, or everything near was tried.
 *
 * Each defect meets the scenarios of the requirement it was written for that have caught nothing yet; if none of them
 * fails, the others of that requirement, then those that share a capability or service, until one does. Scenarios that
 * caught nothing by then meet the defects of their subject, and what is still not settled meets everything. Far fewer runs
 * than pairs, and the same verdict; `full` tries every pair.
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
  const outcome: Proof['outcome'] = (defect, path) => outcomes.get(defect)?.[path]?.outcome
  const untried = (defect: Defect, scenario: ProvenScenario) => outcome(defect.name, scenario.path) === undefined
  const kills = (defect: Defect, scenario: ProvenScenario) => outcome(defect.name, scenario.path) === 'failed'
  const survivors = () => defects.filter((defect) => !scenarios.some((scenario) => kills(defect, scenario)))
  const unproven = () => scenarios.filter((scenario) => !defects.some((defect) => kills(defect, scenario)))

  /** One pass over the defects; `plan` says what the next one is to meet, by what is known by then. */
  const pass = async (title: string, plan: (defect: Defect) => Pick<Job, 'paths' | 'untilCaught'>) => {
    tell(title)
    const waiting = [...defects]
    const next = (): Job | undefined => {
      for (let defect = waiting.shift(); defect; defect = waiting.shift()) {
        const planned = plan(defect)
        if (planned.paths.length || planned.untilCaught?.length) return { id: nextId++, defect: defect.name, ordinals, ...planned }
      }
      return undefined
    }
    await crew.run(next, (result, { defect = '' }) => {
      outcomes.set(defect, { ...outcomes.get(defect), ...result.outcomes })
      if (result.broken) broken.push({ defect, why: result.broken })
      const caught = Object.values(result.outcomes).filter((each) => each.outcome === 'failed').length
      tell(`  ${caught ? 'caught   ' : 'not here '} ${defect}  (by ${caught} of ${Object.keys(result.outcomes).length} scenarios)`)
    })
  }

  const clean = await runClean(crew, scenarios, ordinals, () => nextId++, tell)
  broken.push(...clean.broken)

  const paths = (list: ProvenScenario[]) => list.map((scenario) => scenario.path)
  const own = (defect: Defect) => scenarios.filter((scenario) => scenario.requirements.includes(defect.requirement))
  const near = (defect: Defect) => {
    const mine = own(defect)
    return scenarios.filter((scenario) => !mine.includes(scenario) && mine.some((other) => shareSubject(other, scenario)))
  }
  if (options.full) await pass('Every pair', () => ({ paths: paths(scenarios) }))
  else {
    await pass(`Each of ${defects.length} defects`, (defect) => {
      const loose = new Set(unproven())
      const first = own(defect).filter((scenario) => loose.has(scenario))
      const rest = [...own(defect).filter((scenario) => !loose.has(scenario)), ...near(defect)]
      return { paths: paths(first), untilCaught: chunks(paths(rest), GROUP) }
    })
    const left = unproven().length
    if (left) {
      await pass(`${left} scenarios that have caught nothing yet`, (defect) => ({
        paths: paths(unproven().filter((scenario) => untried(defect, scenario) && own(defect).some((other) => shareSubject(other, scenario)))),
      }))
    }
    const lost = unproven().length + survivors().length
    if (lost) {
      await pass(`${lost} scenarios or defects that nothing near could settle`, (defect) => ({
        paths: paths(unproven().filter((scenario) => untried(defect, scenario))),
        ...(survivors().includes(defect) && { untilCaught: chunks(paths(scenarios.filter((scenario) => untried(defect, scenario))), GROUP) }),
      }))
    }
  }

  return {
    scenarios,
    defects,
    outcome,
    cleanFailures: clean.failures,
    survivors: survivors(),
    unproven: unproven(),
    errors: defects.flatMap((defect) =>
      Object.entries(outcomes.get(defect.name) ?? {}).flatMap(([path, { outcome: seen, reason }]) => (seen === 'error' ? [{ defect: defect.name, path, ...(reason && { reason }) }] : [])),
    ),
    broken,
  }
}

/** The clean candidate must pass everything. In portions, so that all processes have work. */
async function runClean(crew: Crew, scenarios: ProvenScenario[], ordinals: Job['ordinals'], newId: () => number, tell: (text: string) => void): Promise<{ failures: Proof['cleanFailures']; broken: Proof['broken'] }> {
  tell(`Clean candidate: ${scenarios.length} scenarios`)
  const portions = chunks(scenarios.map((scenario) => scenario.path), 100)
  const seen: JobResult['outcomes'] = {}
  const broken: Proof['broken'] = []
  await crew.run(
    () => {
      const paths = portions.shift()
      return paths && { id: newId(), paths, ordinals }
    },
    (result) => {
      Object.assign(seen, result.outcomes)
      if (result.broken) broken.push({ defect: 'none', why: result.broken })
    },
  )
  const failures = scenarios.flatMap(({ path }) => {
    const { outcome = 'untested' as const, reason } = seen[path] ?? {}
    return outcome === 'passed' ? [] : [{ path, outcome, ...(reason && { reason }) }]
  })
  return { failures, broken }
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
}

/** Two scenarios that share a service, or a capability. */
function shareSubject(a: ProvenScenario, b: ProvenScenario): boolean {
  return a.tags.some((tag) => (tag.startsWith('@service:') || tag.startsWith('@capability:')) && b.tags.includes(tag))
}
