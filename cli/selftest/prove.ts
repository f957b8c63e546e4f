import type { Crew } from './crew.ts'
import type { Defect } from './defects.ts'
import type { Job, JobResult } from './job.ts'
import type { Outcome } from '../../config/outcome.ts'
import { kinshipOf, subjectsOf } from './kinship.ts'

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
 * Tries defects on scenarios until every defect is caught and every scenario has caught one, or every pair was tried.
 *
 * Each defect meets the scenarios that it has failed before. Where none fails now, it meets those of the requirement it was written
 * for and of the same subject, the likeliest first, until one fails. Scenarios that caught nothing by then, and defects that nothing caught, meet the other side, again the likeliest first.
 * Far fewer runs than pairs, and the same verdict; `full` tries every pair.
 */
export async function prove(options: {
  crew: Crew
  scenarios: ProvenScenario[]
  defects: Defect[]
  ordinals: Record<string, number>
  full: boolean
  /** Paths of scenarios that a defect has failed before: it meets these first, all of them. */
  recalled?: (defect: string) => string[]
  tell(text: string): void
}): Promise<Proof> {
  const { crew, scenarios, defects, ordinals, recalled = () => [], tell } = options
  const outcomes = new Map<string, JobResult['outcomes']>()
  const broken: Proof['broken'] = []
  let nextId = 0
  const outcome: Proof['outcome'] = (defect, path) => outcomes.get(defect)?.[path]?.outcome
  /** Pairs that were tried, or are being tried. */
  const given = new Set<string>()
  const kills = (defect: Defect, scenario: ProvenScenario) => outcome(defect.name, scenario.path) === 'failed'
  const survivors = () => defects.filter((defect) => !scenarios.some((scenario) => kills(defect, scenario)))
  const unproven = () => scenarios.filter((scenario) => !defects.some((defect) => kills(defect, scenario)))

  const own = (defect: Defect) => scenarios.filter((scenario) => scenario.requirements.includes(defect.requirement))

  /** The likeliest scenarios of some that a defect has not met, first those that have caught nothing yet where it makes no other difference. */
  const likeliest = (defect: Defect, candidates: readonly ProvenScenario[], loose: ReadonlySet<ProvenScenario>) => {
    const kinship = kinshipOf(defect, own(defect), scenarios.filter((scenario) => kills(defect, scenario)))
    return candidates
      .filter((scenario) => !given.has(`${defect.name} ${scenario.path}`))
      .map((scenario) => ({ path: scenario.path, kinship: kinship(scenario) + (loose.has(scenario) ? 5 : 0) }))
      .sort((a, b) => b.kinship - a.kinship)
  }

  const attempt = async (title: string, next: () => Omit<Job, 'id' | 'ordinals'> | undefined) => {
    tell(title)
    const nextJob = (): Job | undefined => {
      const planned = next()
      return planned && { id: nextId++, ordinals, ...planned }
    }
    await crew.run(nextJob, (result, { defect = '' }) => {
      outcomes.set(defect, { ...outcomes.get(defect), ...result.outcomes })
      for (const path of Object.keys(result.outcomes)) given.add(`${defect} ${path}`)
      if (result.broken) broken.push({ defect, why: result.broken })
      const caught = Object.values(result.outcomes).filter((each) => each.outcome === 'failed').length
      tell(`  ${caught ? 'caught   ' : 'not here '} ${defect}  (by ${caught} of ${Object.keys(result.outcomes).length} scenarios)`)
    })
  }

  const eachDefect = () => {
    const waiting = [...defects]
    return attempt(`Each of ${defects.length} defects`, () => {
      const defect = waiting.shift()
      if (!defect) return undefined
      if (options.full) return { defect: defect.name, paths: scenarios.map(({ path }) => path) }
      const subjects = new Set(own(defect).flatMap(subjectsOf))
      const near = scenarios.filter((scenario) => scenario.requirements.includes(defect.requirement) || subjectsOf(scenario).some((subject) => subjects.has(subject)))
      const paths = recalled(defect.name)
      const further = likeliest(defect, near, new Set(unproven())).map(({ path }) => path).filter((path) => !paths.includes(path))
      return { defect: defect.name, paths, untilCaught: chunks(further, GROUP) }
    })
  }

  /** Brings together what is left over on either side, the likeliest pairs first, until nothing is left or every pair was tried. */
  const settle = () =>
    attempt(`${unproven().length} scenarios and ${survivors().length} defects that are not settled`, () => {
      const loose = unproven()
      const surviving = new Set(survivors())
      const [best] = defects
        .map((defect) => ({ defect, pairs: likeliest(defect, surviving.has(defect) ? scenarios : loose, new Set(loose)) }))
        .filter(({ pairs }) => pairs.length > 0)
        .sort((a, b) => b.pairs[0]!.kinship - a.pairs[0]!.kinship)
      if (!best) return undefined
      // With the likeliest go only those that are not much less likely: most pairs come to nothing, and each costs time.
      const likely = best.pairs.filter(({ kinship }) => kinship >= best.pairs[0]!.kinship / 2)
      const paths = likely.slice(0, GROUP).map(({ path }) => path)
      for (const path of paths) given.add(`${best.defect.name} ${path}`)
      return { defect: best.defect.name, paths }
    })

  const clean = await runClean(crew, scenarios, ordinals, () => nextId++, tell)
  broken.push(...clean.broken)
  await eachDefect()
  if (unproven().length + survivors().length > 0) await settle()

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
